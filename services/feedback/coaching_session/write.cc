#include "services/feedback/coaching_session/write.h"

#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {

absl::StatusOr<v1::CoachingSession> WriteLocked(Env& env, const rpc::Call& call, std::string_view name,
                                                const Decide& decide) {
  return env.db.Write<v1::CoachingSession>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::CoachingSession> {
        ASSIGN_OR_RETURN(const Readable found,
                         LoadReadable(env, call, connection, IdOf(name), sql::Lock::kForUpdate));
        ASSIGN_OR_RETURN(const v1::CoachingSession after,
                         decide({found, connection, TellingOf(env, call, changes)}));
        return Shaped(after, found.view);
      },
      [&](sql::Connection& connection, const v1::CoachingSession& stored) {
        return CheckStillReadable(env, call, connection, stored);
      });
}

}  // namespace laurel::feedback::coaching_session
