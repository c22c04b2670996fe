#include "common/api/etag.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/coaching_session/write.h"

namespace laurel::feedback::coaching_session {

absl::StatusOr<v1::CoachingSession> VoidCoachingSession(Env& env, rpc::Call& call,
                                                        const v1::VoidCoachingSessionRequest& request) {
  return WriteLocked(
      env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::CoachingSession> {
        const auto& [found, connection, telling] = locked;
        const bool by_hr_admin = call.caller.IsHrAdmin();
        if (found.part != Part::kCoach && !by_hr_admin) {
          return NotAllowed("only its coach, within 24 hours, and HR void a session");
        }
        const Stored& before = found.stored;
        RETURN_IF_ERROR(api::CheckEtag(request.etag(), before.version));
        RETURN_IF_ERROR(CheckVoid(before.session, before.held_change_time, by_hr_admin, call.now));
        v1::CoachingSession after = NextVersion(before, v1::COACHING_SESSION_STATE_VOIDED, call.now);
        SaveChange(telling, before, after, request.reason());
        return after;
      });
}

}  // namespace laurel::feedback::coaching_session
