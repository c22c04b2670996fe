#include <algorithm>

#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/dates/show.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

struct CancelOptions {
  std::string session, reason;
  bool series = false;
};

absl::StatusOr<Session> CancelOne(Context& context, const std::string& name, const std::string& reason) {
  v1::CancelCoachingSessionRequest request;
  request.set_request_id(NewRequestId());
  request.set_name(name);
  request.set_reason(reason);
  return context.coaching().Call(&v1::CoachingService::Stub::CancelCoachingSession, request);
}

// The session itself and those of its series that are planned later, the earliest first.
absl::StatusOr<std::vector<Session>> FromHereOn(Context& context, const std::string& name) {
  ASSIGN_OR_RETURN(const Session session, GetSession(context, name));
  if (session.series().empty()) {
    return UsageError("this one was planned alone: cancel it without --series");
  }
  v1::ListCoachingSessionsRequest request;
  request.set_coach(session.coach());
  request.set_series(session.series());
  request.set_state(v1::COACHING_SESSION_STATE_SCHEDULED);
  *request.mutable_start_time() = session.scheduled_time();
  ASSIGN_OR_RETURN(Listed<Session> listed, ListSessions(context, request, 0));
  std::vector<Session>& sessions = listed.items;
  if (std::ranges::find(sessions, name, &Session::name) == sessions.end() &&
      session.state() == v1::COACHING_SESSION_STATE_IN_PROGRESS) {
    sessions.push_back(session);
  }
  std::ranges::sort(sessions, {}, WhenOf);
  return std::move(sessions);
}

absl::Status NotAll(Context& context, const std::vector<std::pair<Session, absl::Status>>& failed) {
  for (const auto& [session, status] : failed) {
    context.screen().Remark(fmt::format("not cancelled: {}: {}", ShowMoment(WhenOf(session), context.here()),
                                        std::string(status.message())));
  }
  return Error(absl::StatusCode::kUnknown, kPartialReason,
               fmt::format("{} could not be cancelled: run it again for the rest", failed.size()));
}

absl::Status CancelSeries(Context& context, const std::string& name, const std::string& reason) {
  ASSIGN_OR_RETURN(const std::vector<Session> sessions, FromHereOn(context, name));
  std::vector<Session> cancelled;
  std::vector<std::pair<Session, absl::Status>> failed;
  for (const Session& session : sessions) {
    const auto done = CancelOne(context, session.name(), reason);
    if (done.ok()) {
      cancelled.push_back(*done);
    } else {
      failed.emplace_back(session, done.status());
    }
  }
  if (cancelled.empty() && !failed.empty()) return failed.front().second;
  if (context.screen().format() == Format::kTable) {
    for (const Session& session : cancelled) PrintChanged(context, "Cancelled", session);
    if (cancelled.empty()) context.screen().Say("Nothing of it is planned from there on.", Style::kDim);
  } else {
    PrintSessions(context, cancelled, "");
  }
  return failed.empty() ? absl::OkStatus() : NotAll(context, failed);
}

absl::Status Cancel(Context& context, const CancelOptions& options) {
  ASSIGN_OR_RETURN(const std::string name, SessionArgument(context, options.session));
  if (options.series) return CancelSeries(context, name, options.reason);
  ASSIGN_OR_RETURN(const Session session, CancelOne(context, name, options.reason));
  PrintChanged(context, "Cancelled", session);
  return absl::OkStatus();
}

}  // namespace

void AddCancel(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "cancel", "A planned session will not take place",
                                 "laurel coaching cancel k3x9qz --reason \"She is ill\"\n"
                                 "laurel coaching cancel k3x9qz --series --reason \"She changes teams\"");
  auto options = std::make_shared<CancelOptions>();
  AddSession(*command, options->session);
  command->add_option("--reason", options->reason, "why; those who take part can read it")->type_name("TEXT");
  command->add_flag("--series", options->series, "and all that were planned together with it for later");
  chosen.When(command, [options](Context& context) { return Cancel(context, *options); });
}

}  // namespace laurel::cli
