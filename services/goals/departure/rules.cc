#include "services/goals/departure/rules.h"

#include <algorithm>

#include "services/goals/progress/rules.h"

namespace laurel::goals::departure {

// Several are ended in one transaction: what neither counts before nor after changes nothing above it
// (tree/roll_up.h).
static_assert(!progress::Counts(v1::GOAL_LIFECYCLE_DRAFT) && !progress::Counts(v1::GOAL_LIFECYCLE_PROPOSED) &&
              !progress::Counts(v1::GOAL_LIFECYCLE_DISCARDED) &&
              !progress::Counts(v1::GOAL_LIFECYCLE_DECLINED));

std::optional<End> EndOf(const v1::Goal& goal, const std::function<bool(std::string_view)>& has_left) {
  if (goal.level() != v1::GOAL_LEVEL_PERSON || !std::ranges::any_of(goal.owners(), has_left)) return {};
  switch (goal.lifecycle()) {
    case v1::GOAL_LIFECYCLE_DRAFT:
      return End{v1::GOAL_LIFECYCLE_DISCARDED, "goal.discarded"};
    case v1::GOAL_LIFECYCLE_PROPOSED:
      return End{v1::GOAL_LIFECYCLE_DECLINED, "goal.declined"};
    default:
      return {};
  }
}

}  // namespace laurel::goals::departure
