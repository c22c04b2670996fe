#include "common/api/etag.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/coaching_session/write.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {
namespace {

v1::CoachingSession Acknowledged(const Env& env, const rpc::Call& call, const Stored& before,
                                 std::string_view comment) {
  v1::CoachingSession given = before.session;
  Acknowledge(given, call.caller.name, call.now, comment);
  const auto organization = env.organization.Current();
  const bool all = AllHaveAcknowledged(
      given, [&](std::string_view person) { return organization->HasLeft(IdOf(person), call.now); });
  v1::CoachingSession after =
      NextVersion(before, all ? v1::COACHING_SESSION_STATE_ACKNOWLEDGED : before.session.state(), call.now);
  after.mutable_acknowledgements()->Swap(given.mutable_acknowledgements());
  return after;
}

const v1::Acknowledgement& Own(const v1::CoachingSession& session, std::string_view person) {
  int i = 0;
  while (session.acknowledgements(i).person() != person) ++i;  // it was just added
  return session.acknowledgements(i);
}

}  // namespace

absl::StatusOr<v1::CoachingSession> AcknowledgeCoachingSession(
    Env& env, rpc::Call& call, const v1::AcknowledgeCoachingSessionRequest& request) {
  return WriteLocked(
      env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::CoachingSession> {
        const auto& [found, connection, telling] = locked;
        if (found.part != Part::kAttendee) return NotAllowed("each attendee acknowledges for themselves");
        const Stored& before = found.stored;
        RETURN_IF_ERROR(api::CheckEtag(request.etag(), before.version));
        RETURN_IF_ERROR(CheckAcknowledge(before.session, call.caller.name));
        v1::CoachingSession after = Acknowledged(env, call, before, request.comment());
        WriteAcknowledgement(telling.changes, IdOf(request.name()), Own(after, call.caller.name));
        SaveChange(telling, before, after, request.reason());
        if (after.state() == before.session.state()) TellAcknowledged(telling, after);
        telling.changes.OnCommitted([&env, delay = call.now - before.held_change_time] {
          env.metrics.acknowledgement_delay.Observe(absl::ToDoubleSeconds(delay));
        });
        return after;
      });
}

}  // namespace laurel::feedback::coaching_session
