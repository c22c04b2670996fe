#include "services/goals/goal/write.h"

#include <span>

#include "common/api/etag.h"
#include "common/status/macros.h"
#include "services/goals/errors.h"
#include "services/goals/goal/rules.h"
#include "services/goals/goal/shape.h"
#include "services/goals/names.h"

namespace laurel::goals::goal {

absl::StatusOr<v1::Goal> WriteLocked(Env& env, const rpc::Call& call, std::string_view name,
                                     const Decide& decide) {
  return env.db.Write<v1::Goal>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Goal> {
        ASSIGN_OR_RETURN(Readable found,
                         LoadReadable(env, call, connection, IdOf(name), sql::Lock::kForUpdate));
        RETURN_IF_ERROR(FillProgress(env, connection, found.stored));
        ASSIGN_OR_RETURN(const v1::Goal after, decide({found, connection, TellingOf(env, call, changes)}));
        return ShapedFor(env, call, found.reader, after);
      },
      [&](sql::Connection& connection, const v1::Goal& answer) {
        return CheckStillReadable(env, call, connection, answer);
      });
}

absl::Status CheckMayChange(const Readable& found, std::string_view etag, std::string_view verb) {
  const v1::Goal& goal = found.stored.goal;
  if (!audience::MayWrite(found.reader, goal)) {
    return NotAllowed("the owners of a goal change it; of a team's or the company's HR_ADMIN does, too");
  }
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  if (IsOpen(goal.lifecycle())) return absl::OkStatus();
  return Transitions().WrongState(goal.name(), goal.lifecycle(), verb);
}

}  // namespace laurel::goals::goal
