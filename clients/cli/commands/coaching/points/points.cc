#include "clients/cli/commands/coaching/points/points.h"

#include "clients/cli/app/pages.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {

namespace v1 = feedback::v1;
using Stub = v1::CoachingService::Stub;

absl::StatusOr<std::vector<TalkingPoint>> ListPoints(Context& context, const std::string& session) {
  v1::ListTalkingPointsRequest request;
  request.set_parent(session);
  ASSIGN_OR_RETURN(auto listed, ListPages<TalkingPoint>(context.coaching(), &Stub::ListTalkingPoints, request,
                                                        &v1::ListTalkingPointsResponse::talking_points, 0));
  return std::move(listed.items);
}

namespace {

using Numbers = std::vector<int>;

struct AddOptions {
  std::string session, text;
  int at = 0;
  int instead_of = 0;
};

struct ChangeOptions {
  std::string session;
  Numbers done, undo, remove;
  int move = 0;
  int to = 0;
};

// Numbers are those of the list as it was shown; whoever changes the list meanwhile cannot make them mean
// another point once they are names.
absl::StatusOr<TalkingPoint> PointAt(const std::vector<TalkingPoint>& points, std::string_view flag,
                                     int number) {
  if (number >= 1 && static_cast<std::size_t>(number) <= points.size()) {
    return points[static_cast<std::size_t>(number) - 1];
  }
  return UsageError(points.empty()
                        ? fmt::format("{}: there are no talking points in it", flag)
                        : fmt::format("{}: there are talking points 1 to {} in it", flag, points.size()));
}

absl::StatusOr<TalkingPoint> Update(Context& context, const TalkingPoint& point, const char* path) {
  v1::UpdateTalkingPointRequest request;
  request.set_request_id(NewRequestId());
  *request.mutable_talking_point() = point;
  request.mutable_talking_point()->clear_etag();
  request.mutable_update_mask()->add_paths(path);
  return context.coaching().Call(&Stub::UpdateTalkingPoint, request);
}

void PrintPoints(Context& context, const std::vector<TalkingPoint>& points) {
  const auto table = [&] { return PointTable(points, context.NamesOf(PeopleOf(points))); };
  ShowList(context.screen(), points, table, "No talking points.");
}

absl::StatusOr<TalkingPoint> Put(Context& context, const std::string& session, const AddOptions& options) {
  ASSIGN_OR_RETURN(const std::string text, TextArgument(context, options.text));
  if (options.instead_of > 0) {
    ASSIGN_OR_RETURN(const auto points, ListPoints(context, session));
    ASSIGN_OR_RETURN(TalkingPoint point, PointAt(points, "--instead-of", options.instead_of));
    point.set_text(text);
    return Update(context, point, "text");
  }
  v1::AddTalkingPointRequest request;
  request.set_request_id(NewRequestId());
  request.set_parent(session);
  request.mutable_talking_point()->set_text(text);
  request.mutable_talking_point()->set_position(options.at);
  return context.coaching().Call(&Stub::AddTalkingPoint, request);
}

absl::Status Add(Context& context, const AddOptions& options) {
  ASSIGN_OR_RETURN(const std::string session, SessionArgument(context, options.session));
  ASSIGN_OR_RETURN(const TalkingPoint point, Put(context, session, options));
  if (context.screen().wants_records()) {
    context.screen().Print(point);
  } else if (context.screen().format() == Format::kCsv) {
    PrintPoints(context, {point});
  } else {
    context.screen().Say(fmt::format("On the list: {}. {}", point.position(), point.text()));
  }
  return absl::OkStatus();
}

absl::Status SetDone(Context& context, const std::vector<TalkingPoint>& points, std::string_view flag,
                     const Numbers& numbers, bool done) {
  for (const int number : numbers) {
    ASSIGN_OR_RETURN(TalkingPoint point, PointAt(points, flag, number));
    point.set_done(done);
    RETURN_IF_ERROR(Update(context, point, "done").status());
  }
  return absl::OkStatus();
}

absl::Status Remove(Context& context, const std::vector<TalkingPoint>& points, const Numbers& numbers) {
  for (const int number : numbers) {
    ASSIGN_OR_RETURN(const TalkingPoint point, PointAt(points, "--remove", number));
    v1::RemoveTalkingPointRequest request;
    request.set_request_id(NewRequestId());
    request.set_name(point.name());
    RETURN_IF_ERROR(context.coaching().Call(&Stub::RemoveTalkingPoint, request).status());
  }
  return absl::OkStatus();
}

// All numbers are looked at before anything is changed.
absl::Status Change(Context& context, const std::vector<TalkingPoint>& points, const ChangeOptions& options) {
  for (const int number : options.done) RETURN_IF_ERROR(PointAt(points, "--done", number).status());
  for (const int number : options.remove) RETURN_IF_ERROR(PointAt(points, "--remove", number).status());
  for (const int number : options.undo) RETURN_IF_ERROR(PointAt(points, "--undo", number).status());
  if (options.move > 0) RETURN_IF_ERROR(PointAt(points, "--move", options.move).status());
  RETURN_IF_ERROR(SetDone(context, points, "--done", options.done, true));
  RETURN_IF_ERROR(SetDone(context, points, "--undo", options.undo, false));
  if (options.move > 0) {
    ASSIGN_OR_RETURN(TalkingPoint point, PointAt(points, "--move", options.move));
    point.set_position(options.to);
    RETURN_IF_ERROR(Update(context, point, "position").status());
  }
  return Remove(context, points, options.remove);
}

absl::Status List(Context& context, const ChangeOptions& options) {
  ASSIGN_OR_RETURN(const std::string session, SessionArgument(context, options.session));
  ASSIGN_OR_RETURN(std::vector<TalkingPoint> points, ListPoints(context, session));
  const bool changes =
      !options.done.empty() || !options.undo.empty() || !options.remove.empty() || options.move > 0;
  if (changes) {
    RETURN_IF_ERROR(Change(context, points, options));
    ASSIGN_OR_RETURN(points, ListPoints(context, session));
  }
  PrintPoints(context, points);
  return absl::OkStatus();
}

void AddNumbers(CLI::App& command, const std::string& name, Numbers& numbers,
                const std::string& description) {
  // Without allow_extra_args(false) the option would swallow the positional arguments after it.
  command.add_option(name, numbers, description)
      ->allow_extra_args(false)
      ->check(NumberFrom(1))
      ->type_name("N");
}

void AddPoint(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "point", "Something to talk about in a planned session: both sides see it",
                 "laurel coaching point k3x9qz \"My shifts in January\"\n"
                 "laurel coaching point k3x9qz \"The new refund policy\" --at 1");
  auto options = std::make_shared<AddOptions>();
  AddSession(*command, options->session);
  command->add_option("TEXT", options->text, "what to talk about; - is standard input")->required();
  CLI::Option* at = command->add_option("--at", options->at, "its place, from 1 on (last)")
                        ->check(NumberFrom(1))
                        ->type_name("N");
  command->add_option("--instead-of", options->instead_of, "the new text of this one")
      ->check(NumberFrom(1))
      ->type_name("N")
      ->excludes(at);
  chosen.When(command, [options](Context& context) { return Add(context, *options); });
}

}  // namespace

void AddPoints(CLI::App& noun, Chosen& chosen) {
  AddPoint(noun, chosen);
  CLI::App* command =
      AddCommand(noun, "points", "What to talk about in a session; ticking off, ordering, removing",
                 "laurel coaching points k3x9qz\n"
                 "laurel coaching points k3x9qz --done 1 --done 2\n"
                 "laurel coaching points k3x9qz --move 3 --to 1");
  auto options = std::make_shared<ChangeOptions>();
  AddSession(*command, options->session);
  AddNumbers(*command, "--done", options->done, "it has been talked about, may be repeated");
  AddNumbers(*command, "--undo", options->undo, "it has not, may be repeated");
  AddNumbers(*command, "--remove", options->remove, "take it off the list, may be repeated");
  CLI::Option* move = command->add_option("--move", options->move, "put this one elsewhere")
                          ->check(NumberFrom(1))
                          ->type_name("N");
  CLI::Option* to =
      command->add_option("--to", options->to, "its new place")->check(NumberFrom(1))->type_name("N");
  move->needs(to);
  to->needs(move);
  chosen.When(command, [options](Context& context) { return List(context, *options); });
}

}  // namespace laurel::cli
