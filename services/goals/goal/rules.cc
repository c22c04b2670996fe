#include "services/goals/goal/rules.h"

#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "google/protobuf/util/time_util.h"
#include "services/goals/errors.h"
#include "services/goals/progress/rules.h"

namespace laurel::goals::goal {
namespace {

void CheckPerson(const v1::Goal& goal, FieldViolations& violations) {
  if (goal.owners_size() != 1) violations.Add("goal.owners", "a goal of level PERSON has one owner");
}

void CheckTeam(const v1::Goal& goal, FieldViolations& violations) {
  if (goal.team().empty()) violations.Add("goal.team", "is required at level TEAM");
  if (goal.owners().empty()) violations.Add("goal.owners", "is required");
}

void CheckCompany(const v1::Goal& goal, FieldViolations& violations) {
  if (!goal.team().empty()) violations.Add("goal.team", "a goal of level COMPANY belongs to no team");
  if (goal.owners().empty()) violations.Add("goal.owners", "is required");
  if (goal.visibility() == v1::GOAL_VISIBILITY_TEAM) {
    violations.Add("goal.visibility", "a goal of level COMPANY belongs to no team: say PUBLIC or PRIVATE");
  }
}

v1::Goal SummaryOf(const v1::Goal& goal) {
  v1::Goal summary;
  summary.set_name(goal.name());
  *summary.mutable_create_time() = goal.create_time();
  *summary.mutable_update_time() = goal.update_time();
  *summary.mutable_owners() = goal.owners();
  summary.set_level(goal.level());
  summary.set_team(goal.team());
  summary.set_parent(goal.parent());
  *summary.mutable_start_date() = goal.start_date();
  *summary.mutable_end_date() = goal.end_date();
  summary.set_weight(goal.weight());
  summary.set_lifecycle(goal.lifecycle());
  *summary.mutable_lifecycle_time() = goal.lifecycle_time();
  summary.set_health(goal.health());
  if (goal.has_last_check_in_time()) *summary.mutable_last_check_in_time() = goal.last_check_in_time();
  summary.set_progress(goal.progress());
  return summary;
}

}  // namespace

const api::TransitionTable& Transitions() {
  static const auto& table =
      *new api::TransitionTable(v1::GoalLifecycle_descriptor(), "GOAL_LIFECYCLE_",
                                {{v1::GOAL_LIFECYCLE_PROPOSED, v1::GOAL_LIFECYCLE_DRAFT},
                                 {v1::GOAL_LIFECYCLE_PROPOSED, v1::GOAL_LIFECYCLE_DECLINED},
                                 {v1::GOAL_LIFECYCLE_DRAFT, v1::GOAL_LIFECYCLE_ACTIVE},
                                 {v1::GOAL_LIFECYCLE_DRAFT, v1::GOAL_LIFECYCLE_DISCARDED},
                                 {v1::GOAL_LIFECYCLE_ACTIVE, v1::GOAL_LIFECYCLE_ACHIEVED},
                                 {v1::GOAL_LIFECYCLE_ACTIVE, v1::GOAL_LIFECYCLE_MISSED},
                                 {v1::GOAL_LIFECYCLE_ACTIVE, v1::GOAL_LIFECYCLE_CANCELLED},
                                 {v1::GOAL_LIFECYCLE_ACHIEVED, v1::GOAL_LIFECYCLE_ACTIVE},
                                 {v1::GOAL_LIFECYCLE_ACHIEVED, v1::GOAL_LIFECYCLE_ARCHIVED},
                                 {v1::GOAL_LIFECYCLE_MISSED, v1::GOAL_LIFECYCLE_ACTIVE},
                                 {v1::GOAL_LIFECYCLE_MISSED, v1::GOAL_LIFECYCLE_ARCHIVED},
                                 {v1::GOAL_LIFECYCLE_CANCELLED, v1::GOAL_LIFECYCLE_ACTIVE},
                                 {v1::GOAL_LIFECYCLE_CANCELLED, v1::GOAL_LIFECYCLE_ARCHIVED}});
  return table;
}

bool IsClosed(v1::GoalLifecycle lifecycle) {
  return lifecycle == v1::GOAL_LIFECYCLE_ACHIEVED || lifecycle == v1::GOAL_LIFECYCLE_MISSED ||
         lifecycle == v1::GOAL_LIFECYCLE_CANCELLED;
}

bool IsOpen(v1::GoalLifecycle lifecycle) {
  return lifecycle == v1::GOAL_LIFECYCLE_DRAFT || lifecycle == v1::GOAL_LIFECYCLE_ACTIVE;
}

void FillDefaults(v1::Goal& goal) {
  goal.set_weight(goal.weight().empty() ? "1" : progress::Canonical(goal.weight()));
  if (goal.visibility() != v1::GOAL_VISIBILITY_UNSPECIFIED) return;
  switch (goal.level()) {
    case v1::GOAL_LEVEL_PERSON:
      return goal.set_visibility(v1::GOAL_VISIBILITY_PRIVATE);
    case v1::GOAL_LEVEL_COMPANY:
      return goal.set_visibility(v1::GOAL_VISIBILITY_PUBLIC);
    default:
      return goal.set_visibility(v1::GOAL_VISIBILITY_TEAM);
  }
}

void CheckFields(const v1::Goal& goal, FieldViolations& violations) {
  if (FromDate(goal.end_date()) < FromDate(goal.start_date()))
    violations.Add("goal.end_date", "is before start_date");
  if (progress::FractionOf(goal.weight()) < 0) violations.Add("goal.weight", "must not be negative");
  switch (goal.level()) {
    case v1::GOAL_LEVEL_PERSON:
      return CheckPerson(goal, violations);
    case v1::GOAL_LEVEL_TEAM:
      return CheckTeam(goal, violations);
    default:
      return CheckCompany(goal, violations);
  }
}

absl::Status CheckActivate(const v1::Goal& goal) {
  if (goal.lifecycle() == v1::GOAL_LIFECYCLE_DRAFT) return absl::OkStatus();
  return Transitions().WrongState(goal.name(), goal.lifecycle(), "activate it");
}

absl::Status CheckReopen(const v1::Goal& goal, absl::Time now) {
  if (!IsClosed(goal.lifecycle()))
    return Transitions().WrongState(goal.name(), goal.lifecycle(), "reopen it");
  const absl::Time end = FromTimestamp(goal.lifecycle_time()) + kReopenWithin;
  if (now <= end) return absl::OkStatus();
  return Refused("REOPEN_WINDOW_OVER", goal.name(),
                 "it was closed too long ago to be reopened: make a new goal")
      .With("reopen_end_time", google::protobuf::util::TimeUtil::ToString(ToTimestamp(end)));
}

v1::GoalHealth HealthAt(const v1::Goal& goal, absl::Time now) {
  if (!goal.has_last_check_in_time()) return v1::GOAL_HEALTH_NOT_UPDATED;
  const bool stale = FromTimestamp(goal.last_check_in_time()) < now - kHealthLasts;
  return stale ? v1::GOAL_HEALTH_NOT_UPDATED : goal.health();
}

v1::Goal Shaped(const v1::Goal& goal, common::v1::View view, absl::Time now) {
  v1::Goal shaped = view == common::v1::VIEW_FULL ? goal : SummaryOf(goal);
  shaped.set_view(view);
  shaped.set_health(HealthAt(goal, now));
  return shaped;
}

}  // namespace laurel::goals::goal
