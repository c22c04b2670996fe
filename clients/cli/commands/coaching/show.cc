#include <algorithm>

#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/notes/notes.h"
#include "clients/cli/commands/coaching/points/points.h"
#include "clients/cli/commands/history.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

struct ShowOptions {
  std::string session;
};

// Who may read the summary only may read nothing else of it: that is no failure of `show`.
bool IsWithheld(const absl::Status& status) {
  return status.code() == absl::StatusCode::kNotFound || status.code() == absl::StatusCode::kPermissionDenied;
}

// An empty list in place of one that is withheld.
template <typename Thing>
absl::StatusOr<std::vector<Thing>> UnlessWithheld(absl::StatusOr<std::vector<Thing>> things) {
  if (!things.ok() && IsWithheld(things.status())) return std::vector<Thing>();
  return things;
}

// "2 of 12"; empty where the caller does not take part, and so does not list the others.
std::string PlaceInSeries(Context& context, const Session& session) {
  if (session.series().empty()) return "";
  v1::ListCoachingSessionsRequest request;
  request.set_series(session.series());
  auto listed = ListSessions(context, request, 0);
  if (!listed.ok()) return "";
  std::ranges::sort(listed->items, {}, WhenOf);
  const auto place = std::ranges::find(listed->items, session.name(), &Session::name);
  if (place == listed->items.end()) return "";
  return fmt::format("{} of {} (laurel coaching list --series {})", place - listed->items.begin() + 1,
                     listed->items.size(), ShortIds({session.name()}).Of(session.name()));
}

// The whole way of it, where there is something in it that the details do not tell: that it was moved, that
// others take part, or a reason.
absl::Status ShowChangesOf(Context& context, const std::string& session) {
  ASSIGN_OR_RETURN(const std::vector<StatusChange> changes, UnlessWithheld(ListChanges(context, session)));
  const bool is_told_above = std::ranges::all_of(changes, [](const StatusChange& change) {
    return change.reason().empty() && change.from_state() != change.to_state();
  });
  if (is_told_above) return absl::OkStatus();
  context.screen().Say("");
  context.screen().Heading("What became of it");
  context.screen().Print(HistoryTable(changes, context.NamesOf(PeopleOf(changes)), context.here()));
  return absl::OkStatus();
}

absl::Status ShowPointsOf(Context& context, const std::string& session) {
  ASSIGN_OR_RETURN(const std::vector<TalkingPoint> points, UnlessWithheld(ListPoints(context, session)));
  if (points.empty()) return absl::OkStatus();
  context.screen().Say("");
  context.screen().Heading("Talking points");
  context.screen().Print(PointTable(points, context.NamesOf(PeopleOf(points))));
  return absl::OkStatus();
}

absl::Status ShowNotesOf(Context& context, const std::string& session) {
  ASSIGN_OR_RETURN(const std::vector<Note> notes, UnlessWithheld(ListNotes(context, session)));
  if (notes.empty()) return absl::OkStatus();
  context.screen().Say("");
  PrintNotes(context, notes);
  return absl::OkStatus();
}

absl::Status ShowItemsOf(Context& context, const std::string& session) {
  ASSIGN_OR_RETURN(const std::vector<Item> items, UnlessWithheld(ItemsOf(context, session)));
  std::vector<Item> agreed;
  std::vector<Item> carried;
  for (const Item& item : items) (item.session() == session ? agreed : carried).push_back(item);
  PrintItems(context, "Action items", agreed);
  PrintItems(context, "Carried over from before", carried);
  return absl::OkStatus();
}

absl::Status Show(Context& context, const ShowOptions& options) {
  ASSIGN_OR_RETURN(const std::string name, SessionArgument(context, options.session));
  ASSIGN_OR_RETURN(const Session session, GetSession(context, name));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(session);
    return absl::OkStatus();
  }
  Table details = SessionDetails(session, context.NamesOf(PeopleOf(session)), context.here());
  if (screen.format() == Format::kTable) details.Add({"series", PlaceInSeries(context, session)});
  screen.PrintDetails(details);
  context.shown_ids().Remember({session.name()});
  if (screen.format() == Format::kCsv) return absl::OkStatus();
  RETURN_IF_ERROR(ShowChangesOf(context, name));
  RETURN_IF_ERROR(ShowPointsOf(context, name));
  RETURN_IF_ERROR(ShowNotesOf(context, name));
  return ShowItemsOf(context, name);
}

}  // namespace

void AddShow(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "show", "One session with its talking points, notes and action items",
                                 "laurel coaching show k3x9qz\nlaurel coaching show k3x9qz -o json");
  auto options = std::make_shared<ShowOptions>();
  AddSession(*command, options->session);
  chosen.When(command, [options](Context& context) { return Show(context, *options); });
}

}  // namespace laurel::cli
