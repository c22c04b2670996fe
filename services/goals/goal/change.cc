#include "services/goals/goal/change.h"

#include <string>

#include "common/api/etag.h"
#include "common/history/status_changes.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/goals/names.h"
#include "services/goals/tree/roll_up.h"

namespace laurel::goals::goal {

v1::Goal NextVersion(const Stored& before, absl::Time now) {
  v1::Goal after = before.goal;
  after.set_etag(api::EtagOf(before.version + 1));
  *after.mutable_update_time() = ToTimestamp(now);
  return after;
}

v1::Goal Moved(const Stored& before, v1::GoalLifecycle to, std::string_view reason, absl::Time now) {
  v1::Goal after = NextVersion(before, now);
  after.set_lifecycle(to);
  *after.mutable_lifecycle_time() = ToTimestamp(now);
  after.set_lifecycle_reason(std::string(reason));
  return after;
}

absl::Status SaveNew(sql::Connection& connection, const Telling& telling, std::string_view path,
                     v1::Goal& made) {
  const Stored stored = NewAt(path, made);
  RETURN_IF_ERROR(tree::Join(connection, telling.changes, stored));
  Insert(telling.changes, stored);
  made = stored.goal;
  history::Add(telling, {.resource = IdOf(made.name()), .to = made.lifecycle()});
  TellGoal(telling, events::StateEvent(*v1::GoalLifecycle_descriptor(), made.lifecycle()), made);
  MentionAll(made, telling.changes);
  return absl::OkStatus();
}

absl::Status SaveMoved(sql::Connection& connection, const Telling& telling, const Stored& before,
                       v1::Goal& after, std::string_view event) {
  Update(telling.changes, before, after, {"lifecycle", "lifecycle_time", "lifecycle_reason"});
  RETURN_IF_ERROR(tree::RollUp(connection, telling.changes, before, after));
  history::Add(telling, {.resource = IdOf(after.name()),
                         .version = before.version + 1,
                         .from = before.goal.lifecycle(),
                         .to = after.lifecycle(),
                         .reason = after.lifecycle_reason()});
  TellGoal(telling, event, after);
  MentionAll(after, telling.changes);
  return absl::OkStatus();
}

absl::Status SaveKeyResults(sql::Connection& connection, const Telling& telling, const Stored& before,
                            v1::Goal& after) {
  ASSIGN_OR_RETURN(const progress::Sums sums,
                   tree::RollUpMeasured(connection, telling.changes, before, after));
  Update(telling.changes, before, after, {}, sums);
  TellGoal(telling, "goal.updated", after);
  MentionAll(after, telling.changes);
  return absl::OkStatus();
}

void MentionAll(const v1::Goal& goal, sql::Changes& changes) {
  changes.Mention(goal.creator());
  for (const std::string& owner : goal.owners()) changes.Mention(owner);
}

}  // namespace laurel::goals::goal
