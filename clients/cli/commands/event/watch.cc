#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "clients/cli/commands/event/event.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/events/event_data.h"
#include "clients/cli/events/event_stream.h"
#include "clients/cli/events/kept_tokens.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

using events::v1::WatchEventsResponse;

using TypesByService = std::map<std::string, std::vector<std::string>>;

struct WatchOptions {
  std::vector<std::string> types;
  std::string state;
};

// Whether the service knows a type that this word lets through: "coaching.held", "coaching.*".
bool Knows(const std::vector<events::v1::EventType>& known, const std::string& type) {
  const bool whole_resource = type.ends_with(".*");
  return std::ranges::any_of(known, [&](const events::v1::EventType& one) {
    return whole_resource ? one.type().starts_with(type.substr(0, type.size() - 1)) : one.type() == type;
  });
}

// The types that each service is to be asked for. Without types: all services, everything.
absl::StatusOr<TypesByService> ByService(Context& context, const std::vector<std::string>& types) {
  TypesByService asked;
  std::set<std::string> unknown(types.begin(), types.end());
  std::set<std::string> all;
  for (const auto& [service, endpoint] : context.services()) {
    ASSIGN_OR_RETURN(const std::vector<events::v1::EventType> known, EventTypesOf(*endpoint));
    for (const events::v1::EventType& one : known) all.insert(one.type());
    if (types.empty()) asked[service];
    for (const std::string& type : types) {
      if (!Knows(known, type)) continue;
      asked[service].push_back(type);
      unknown.erase(type);
    }
  }
  if (unknown.empty()) return asked;
  return UsageError(
      fmt::format("there are no events {}; there are {}", fmt::join(unknown, ", "), fmt::join(all, ", ")));
}

// Several services write to one screen and one file.
class Watch {
 public:
  Watch(Context& context, KeptTokens& tokens) : context_(context), tokens_(tokens) {}

  absl::Status Follow(const std::string& service, const Endpoint& endpoint, std::vector<std::string> types,
                      const std::stop_token& stop) {
    const EventStreamListener listener{
        .received = [&](const WatchEventsResponse& message) { return Received(service, message); },
        .connection = [&](const absl::Status& status) { Connection(service, status); }};
    return FollowEvents(endpoint, {.types = std::move(types), .resume_token = tokens_.Of(service)}, listener,
                        stop);
  }

 private:
  // What was printed is kept as printed: in this order, so that nothing can be lost in between.
  absl::Status Received(const std::string& service, const WatchEventsResponse& message) {
    const std::lock_guard lock(mutex_);
    if (message.has_event()) {
      Screen& screen = context_.screen();
      SayIfUnknown(message.event());
      screen.out() << (screen.out_is_terminal() && !screen.wants_records() ? ForPeople(message.event())
                                                                           : EventLine(message.event()))
                   << std::flush;
      if (!screen.out().good()) return absl::DataLossError("nobody reads standard output any more");
    }
    return tokens_.Keep(service, message.resume_token());
  }

  // Once: who reads the lines sees of which events it is true.
  void SayIfUnknown(const events::v1::Event& event) {
    if (said_unknown_ || KnowsData(event)) return;
    said_unknown_ = true;
    context_.screen().Remark(fmt::format(
        "this laurel does not know the data of {}, which stays undecoded (data_base64): a newer one does",
        event.type()));
  }

  void Connection(const std::string& service, const absl::Status& status) {
    const std::lock_guard lock(mutex_);
    context_.screen().Remark(status.ok() ? fmt::format("{} is back; nothing was missed", service)
                                         : fmt::format("{} has gone ({}); waiting for it", service,
                                                       OneLine(std::string(status.message()))));
  }

  // The id is one that other commands take.
  std::string ForPeople(const events::v1::Event& event) {
    const bool about_a_person = event.subject().starts_with("people/");
    if (!about_a_person) context_.shown_ids().Remember({event.subject()});
    const std::vector<std::string> people = PeopleIn(event);
    return fmt::format("{}  {:<24}  {:<6}  {}\n",
                       absl::FormatTime("%H:%M:%S", FromTimestamp(event.time()), context_.here().zone),
                       event.type(), about_a_person ? "" : ShortIds({event.subject()}).Of(event.subject()),
                       context_.NamesOf(people).People(people).shown);
  }

  Context& context_;
  KeptTokens& tokens_;
  std::mutex mutex_;
  bool said_unknown_ = false;
};

// Whichever stream ends first ends them all: a watch with a part missing is none.
absl::Status FollowAll(Context& context, Watch& watch, const TypesByService& asked) {
  std::stop_source stop;
  std::mutex mutex;
  std::optional<absl::Status> first;
  std::vector<std::jthread> streams;
  for (const auto& [service, types] : asked) {
    streams.emplace_back([&, &service = service, &types = types] {
      absl::Status status = watch.Follow(service, *context.services().at(service), types, stop.get_token());
      const std::lock_guard lock(mutex);
      if (!first) first = std::move(status);
      stop.request_stop();
    });
  }
  streams.clear();  // waits for them
  return first.value_or(absl::OkStatus());
}

absl::Status Run(Context& context, const WatchOptions& options) {
  ASSIGN_OR_RETURN(const auto asked, ByService(context, options.types));
  ASSIGN_OR_RETURN(const auto tokens, KeptTokens::Open(options.state));
  Watch watch(context, *tokens);
  absl::Status ended = FollowAll(context, watch, asked);
  // A watch lives longer than a bearer token.
  while (absl::IsUnauthenticated(ended)) {
    ASSIGN_OR_RETURN(const bool renewed, context.SignInAgain());
    if (!renewed) return ended;
    ended = FollowAll(context, watch, asked);
  }
  if (!ReasonOf(ended).starts_with("RESUME_TOKEN_") || options.state.empty()) return ended;
  return Error(
      absl::StatusCode::kOutOfRange, ReasonOf(ended),
      fmt::format("{} does not fit any more ({}): remove it to watch from now on, after reading what you "
                  "need to know",
                  options.state, OneLine(std::string(ended.message()))));
}

}  // namespace

void AddEventWatch(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "watch",
                                 "What happens, as it happens, of what you may read: one line an event, JSON "
                                 "for programs. Goes on by itself "
                                 "when a service restarts; with --state also when this command does.",
                                 "laurel event watch\nlaurel event watch coaching.held 'action_item.*'\n"
                                 "laurel event watch -o json --state ~/.laurel-events | your-program");
  auto options = std::make_shared<WatchOptions>();
  command->add_option("TYPES", options->types,
                      "only these: coaching.held, or coaching.* for all of a resource");
  command
      ->add_option("--state", options->state, "keep in this file how far the watch has come, and go on there")
      ->type_name("FILE");
  chosen.When(command, [options](Context& context) { return Run(context, *options); });
}

}  // namespace laurel::cli
