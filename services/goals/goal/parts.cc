// SetGoalPart: whoever answers for a goal says what its parts count in it (docs/adr/0021).
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "common/service/audit_update.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "services/goals/errors.h"
#include "services/goals/goal/change.h"
#include "services/goals/goal/handlers.h"
#include "services/goals/goal/shape.h"
#include "services/goals/goal/write.h"
#include "services/goals/names.h"
#include "services/goals/progress/rules.h"
#include "services/goals/tree/progress_of.h"
#include "services/goals/tree/roll_up.h"

namespace laurel::goals::goal {
namespace {

absl::Status CheckAsked(const v1::SetGoalPartRequest& request) {
  if (request.removed() != request.weight().empty())
    return InvalidField("weight", "say what it counts, or that it is removed: one of the two");
  if (progress::FractionOf(request.weight()) < 0) return InvalidField("weight", "must not be negative");
  return absl::OkStatus();
}

// Whether the caller reads it or not: what does not count there nobody else learns of.
absl::StatusOr<Stored> FindPart(sql::Connection& connection, const v1::SetGoalPartRequest& request) {
  ASSIGN_OR_RETURN(std::optional<Stored> part, Find(connection, IdOf(request.part())));
  if (part.has_value() && part->goal.parent() == request.parent() && progress::Counts(part->goal.lifecycle()))
    return *std::move(part);
  return InvalidField("part", "there is no such part that counts in this goal");
}

// What a tree shows of it to whoever does not read it.
v1::GoalNode NodeOf(const v1::Goal& part) {
  v1::GoalNode node;
  node.set_name(part.name());
  node.set_parent(part.parent());
  node.set_depth(part.parent().empty() ? 0 : 1);
  node.set_weight(part.weight());
  node.set_progress(part.progress());
  return node;
}

absl::StatusOr<v1::GoalNode> Set(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                 sql::Changes& changes, const v1::SetGoalPartRequest& request) {
  ASSIGN_OR_RETURN(const Readable goal,
                   LoadReadable(env, call, connection, IdOf(request.parent()), sql::Lock::kForUpdate));
  RETURN_IF_ERROR(CheckMayWrite(goal));
  ASSIGN_OR_RETURN(const Stored before, FindPart(connection, request));
  RETURN_IF_ERROR(CheckMayChange(goal, /*etag=*/"", "change what is a part of it"));
  if (request.weight() == before.goal.weight()) {
    Stored same = before;
    RETURN_IF_ERROR(FillProgress(env, connection, same));
    return NodeOf(same.goal);
  }
  v1::Goal after = NextVersion(before, call.now);
  if (request.removed()) {
    after.clear_parent();
    RETURN_IF_ERROR(tree::Reparent(connection, changes, before, after, nullptr));
  } else {
    after.set_weight(progress::Canonical(request.weight()));
    RETURN_IF_ERROR(tree::RollUp(connection, changes, before, after));
  }
  const std::vector<std::string> fields = {request.removed() ? "parent" : "weight"};
  Update(changes, before, after, fields);
  AuditUpdate(call, after.name(), before.goal, fields, {after.owners().begin(), after.owners().end()},
              changes);
  TellGoal(TellingOf(env, call, changes), "goal.updated", after);
  RETURN_IF_ERROR(tree::FillProgress(env, connection, before, after));
  return NodeOf(after);
}

}  // namespace

absl::StatusOr<v1::GoalNode> SetGoalPart(Env& env, rpc::Call& call, const v1::SetGoalPartRequest& request) {
  RETURN_IF_ERROR(CheckAsked(request));
  return env.db.Write<v1::GoalNode>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) {
        return Set(env, call, connection, changes, request);
      },
      [&](sql::Connection& connection, const v1::GoalNode&) -> absl::Status {
        // Who may change the goal no longer learns nothing of its parts either.
        ASSIGN_OR_RETURN(const Readable goal,
                         LoadReadable(env, call, connection, IdOf(request.parent()), sql::Lock::kNone));
        return CheckMayWrite(goal);
      });
}

}  // namespace laurel::goals::goal
