#include "services/goals/goal/write.h"

#include "common/api/etag.h"
#include "common/status/macros.h"
#include "services/goals/errors.h"
#include "services/goals/goal/rules.h"
#include "services/goals/goal/shape.h"
#include "services/goals/tree/progress_of.h"

namespace laurel::goals::goal {

absl::StatusOr<v1::Goal> WriteLocked(Env& env, const rpc::Call& call, std::string_view name,
                                     const Decide& decide) {
  return laurel::WriteLocked<v1::Goal, Readable>(
      env, call, name,
      {.load = LoadReadable,
       .shaped = [&](const Readable& found,
                     const v1::Goal& after) { return ShapedFor(call, found.reader, after); },
       .still_readable = CheckStillReadable},
      [&](const Locked& locked) -> absl::StatusOr<v1::Goal> {
        ASSIGN_OR_RETURN(v1::Goal after, decide(locked));
        RETURN_IF_ERROR(tree::FillProgress(env, locked.connection, locked.found.stored, after));
        return after;
      });
}

absl::Status CheckMayWrite(const Readable& found) {
  if (audience::MayWrite(found.reader, found.stored.goal)) return absl::OkStatus();
  return NotAllowed("the owners of a goal change it; of a team's or the company's HR_ADMIN does, too");
}

absl::Status CheckMayChange(const Readable& found, std::string_view etag, std::string_view verb) {
  const v1::Goal& goal = found.stored.goal;
  RETURN_IF_ERROR(CheckMayWrite(found));
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  if (IsOpen(goal.lifecycle())) return absl::OkStatus();
  return Transitions().WrongState(goal.name(), goal.lifecycle(), verb);
}

}  // namespace laurel::goals::goal
