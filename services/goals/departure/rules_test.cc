#include "services/goals/departure/rules.h"

#include <gtest/gtest.h>

namespace laurel::goals::departure {
namespace {

std::optional<v1::GoalLifecycle> After(v1::GoalLevel level, v1::GoalLifecycle lifecycle, bool left = true) {
  v1::Goal goal;
  goal.add_owners("people/a");
  goal.set_level(level);
  goal.set_lifecycle(lifecycle);
  const auto end = EndOf(goal, [left](std::string_view person) { return left && person == "people/a"; });
  return end.has_value() ? std::optional(end->lifecycle) : std::nullopt;
}

TEST(EndOf, DiscardsALeaversDraftsAndDeclinesWhatWasProposedToThem) {
  EXPECT_EQ(After(v1::GOAL_LEVEL_PERSON, v1::GOAL_LIFECYCLE_DRAFT), v1::GOAL_LIFECYCLE_DISCARDED);
  EXPECT_EQ(After(v1::GOAL_LEVEL_PERSON, v1::GOAL_LIFECYCLE_PROPOSED), v1::GOAL_LIFECYCLE_DECLINED);
}

TEST(EndOf, LeavesEverythingElseAlone) {
  for (int level = v1::GoalLevel_MIN; level <= v1::GoalLevel_MAX; ++level) {
    for (int state = v1::GoalLifecycle_MIN; state <= v1::GoalLifecycle_MAX; ++state) {
      const auto of = static_cast<v1::GoalLevel>(level);
      const auto in = static_cast<v1::GoalLifecycle>(state);
      EXPECT_FALSE(After(of, in, /*left=*/false).has_value());
      const bool ends = of == v1::GOAL_LEVEL_PERSON &&
                        (in == v1::GOAL_LIFECYCLE_DRAFT || in == v1::GOAL_LIFECYCLE_PROPOSED);
      EXPECT_EQ(After(of, in).has_value(), ends) << level << " " << state;
    }
  }
}

}  // namespace
}  // namespace laurel::goals::departure
