#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/planning/new_session.h"
#include "clients/cli/commands/coaching/planning/overlap.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

struct MoveOptions {
  std::string session, when, duration, reason;
  bool allow_overlap = false;
};

absl::Status Move(Context& context, const MoveOptions& options) {
  v1::RescheduleCoachingSessionRequest request;
  request.set_request_id(NewRequestId());
  request.set_reason(options.reason);
  request.set_allow_overlap(options.allow_overlap);
  ASSIGN_OR_RETURN(*request.mutable_scheduled_time(),
                   PlannedTime("WHEN", options.when, context.here(),
                               fmt::format("laurel coaching hold {}", options.session)));
  if (!options.duration.empty()) {
    const auto length = ParseLength(options.duration);
    if (!length.ok()) return About("--duration", length.status());
    *request.mutable_duration() = ToDuration(*length);
  }
  ASSIGN_OR_RETURN(*request.mutable_name(), SessionArgument(context, options.session));
  const auto session =
      context.coaching().Call(&v1::CoachingService::Stub::RescheduleCoachingSession, request);
  if (!session.ok()) return ToldKindly(context, session.status());
  PrintChanged(context, "Moved", *session);
  return absl::OkStatus();
}

}  // namespace

void AddReschedule(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "move", "Move a planned session; of a row of them this one alone",
      "laurel coaching move k3x9qz \"tuesday 10:00\"\n"
      "laurel coaching move k3x9qz \"friday 9:30\" --duration 45m --reason \"She is in training\"");
  auto options = std::make_shared<MoveOptions>();
  AddSession(*command, options->session);
  command->add_option("WHEN", options->when, "\"tomorrow 10:00\", \"friday 14:00\", \"2026-12-01 9:30\"")
      ->required();
  command->add_option("--duration", options->duration, "45m, 1h30m (as it was)")->type_name("LENGTH");
  command->add_option("--reason", options->reason, "why; those who take part can read it")->type_name("TEXT");
  AddAllowOverlap(*command, options->allow_overlap);
  chosen.When(command, [options](Context& context) { return Move(context, *options); });
}

}  // namespace laurel::cli
