#include "services/goals/departure/rules.h"

#include <algorithm>

namespace laurel::goals::departure {

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
