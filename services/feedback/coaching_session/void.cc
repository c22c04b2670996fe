#include "common/api/etag.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/errors.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {

absl::StatusOr<v1::CoachingSession> VoidCoachingSession(Env& env, rpc::Call& call,
                                                        const v1::VoidCoachingSessionRequest& request) {
  return env.db.Write<v1::CoachingSession>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::CoachingSession> {
        ASSIGN_OR_RETURN(const Readable found,
                         LoadReadable(env, call, connection, IdOf(request.name()), sql::Lock::kForUpdate));
        const bool by_hr_admin = call.caller.IsHrAdmin();
        if (found.part != Part::kCoach && !by_hr_admin) {
          return NotAllowed("only its coach, within 24 hours, and HR void a session");
        }
        const Stored& before = found.stored;
        RETURN_IF_ERROR(api::CheckEtag(request.etag(), before.version));
        RETURN_IF_ERROR(CheckVoid(before.session, before.held_change_time, by_hr_admin, call.now));
        const v1::CoachingSession after = NextVersion(before, v1::COACHING_SESSION_STATE_VOIDED, call.now);
        SaveChange(TellingOf(env, call, changes), before, after, request.reason());
        return Shaped(after, found.view);
      },
      [&](sql::Connection&, const v1::CoachingSession& stored) {
        return CheckStillReadable(env, call, stored);
      });
}

}  // namespace laurel::feedback::coaching_session
