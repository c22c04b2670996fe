#include "services/goals/goal/rules.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"

namespace laurel::goals::goal {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;

const absl::Time kNow = absl::FromCivil(absl::CivilDay(2026, 1, 14), absl::UTCTimeZone());

v1::Goal Good(v1::GoalLevel level) {
  v1::Goal goal;
  goal.set_name("goals/01arz3ndektsv4rrffq69g5fa1");
  goal.set_level(level);
  goal.add_owners("people/a");
  if (level == v1::GOAL_LEVEL_TEAM) goal.set_team("teams/t");
  *goal.mutable_start_date() = ToDate(absl::CivilDay(2026, 1, 1));
  *goal.mutable_end_date() = ToDate(absl::CivilDay(2026, 3, 31));
  FillDefaults(goal);
  return goal;
}

absl::Status Check(const v1::Goal& goal) {
  FieldViolations violations;
  CheckFields(goal, violations);
  return violations.ToStatus();
}

v1::Goal In(v1::GoalLifecycle lifecycle, absl::Time since = kNow) {
  v1::Goal goal = Good(v1::GOAL_LEVEL_PERSON);
  goal.set_lifecycle(lifecycle);
  *goal.mutable_lifecycle_time() = ToTimestamp(since);
  return goal;
}

TEST(Defaults, FollowTheLevel) {
  EXPECT_EQ(Good(v1::GOAL_LEVEL_PERSON).visibility(), v1::GOAL_VISIBILITY_PRIVATE);
  EXPECT_EQ(Good(v1::GOAL_LEVEL_TEAM).visibility(), v1::GOAL_VISIBILITY_TEAM);
  EXPECT_EQ(Good(v1::GOAL_LEVEL_COMPANY).visibility(), v1::GOAL_VISIBILITY_PUBLIC);
  v1::Goal goal = Good(v1::GOAL_LEVEL_TEAM);
  goal.set_visibility(v1::GOAL_VISIBILITY_PUBLIC);
  goal.set_weight("-0.0");
  FillDefaults(goal);
  EXPECT_EQ(goal.visibility(), v1::GOAL_VISIBILITY_PUBLIC);
  EXPECT_EQ(goal.weight(), "0");
}

TEST(FieldsOfAGoal, GoTogether) {
  for (const auto level : {v1::GOAL_LEVEL_PERSON, v1::GOAL_LEVEL_TEAM, v1::GOAL_LEVEL_COMPANY})
    EXPECT_THAT(Check(Good(level)), IsOk());
  v1::Goal one_day = Good(v1::GOAL_LEVEL_PERSON);
  *one_day.mutable_end_date() = one_day.start_date();
  EXPECT_THAT(Check(one_day), IsOk());
}

TEST(FieldsOfAGoal, AreRefusedWhenThePeriodEndsBeforeItBegins) {
  v1::Goal goal = Good(v1::GOAL_LEVEL_PERSON);
  *goal.mutable_end_date() = ToDate(absl::CivilDay(2025, 12, 31));
  EXPECT_THAT(Check(goal), ViolatesField("goal.end_date"));
}

TEST(FieldsOfAGoal, AreRefusedWhenTheLevelHasOthers) {
  v1::Goal person = Good(v1::GOAL_LEVEL_PERSON);
  person.add_owners("people/b");
  EXPECT_THAT(Check(person), ViolatesField("goal.owners"));
  v1::Goal team = Good(v1::GOAL_LEVEL_TEAM);
  team.clear_team();
  EXPECT_THAT(Check(team), ViolatesField("goal.team"));
  v1::Goal company = Good(v1::GOAL_LEVEL_COMPANY);
  company.set_team("teams/t");
  company.set_visibility(v1::GOAL_VISIBILITY_TEAM);
  EXPECT_THAT(Check(company), ViolatesField("goal.team"));
  EXPECT_THAT(Check(company), ViolatesField("goal.visibility"));
}

TEST(FieldsOfAGoal, HaveNoNegativeWeight) {
  v1::Goal goal = Good(v1::GOAL_LEVEL_PERSON);
  goal.set_weight("-0.1");
  EXPECT_THAT(Check(goal), ViolatesField("goal.weight"));
  goal.set_weight("0");
  EXPECT_THAT(Check(goal), IsOk());
}

TEST(Lifecycle, IsThatOfTheProduct) {
  std::set<std::string> allowed;
  for (int from = v1::GoalLifecycle_MIN; from <= v1::GoalLifecycle_MAX; ++from) {
    for (int to = v1::GoalLifecycle_MIN; to <= v1::GoalLifecycle_MAX; ++to) {
      if (Transitions().Allows(from, to)) allowed.insert(std::to_string(from) + std::to_string(to));
    }
  }
  // PROPOSED 1, DECLINED 2, DRAFT 3, DISCARDED 4, ACTIVE 5, ACHIEVED 6, MISSED 7, CANCELLED 8, ARCHIVED 9
  EXPECT_EQ(allowed, (std::set<std::string>{"12", "13", "34", "35", "56", "57", "58", "65", "69", "75", "79",
                                            "85", "89"}));
}

TEST(Lifecycle, BecomesActiveFromADraftOrAgain) {
  for (int state = v1::GoalLifecycle_MIN + 1; state <= v1::GoalLifecycle_MAX; ++state) {
    const auto lifecycle = static_cast<v1::GoalLifecycle>(state);
    EXPECT_EQ(CheckActivate(In(lifecycle)).ok(), lifecycle == v1::GOAL_LIFECYCLE_DRAFT) << state;
    EXPECT_EQ(CheckReopen(In(lifecycle), kNow).ok(), IsClosed(lifecycle)) << state;
  }
}

TEST(Lifecycle, IsReopenedForThirtyDays) {
  const v1::Goal missed = In(v1::GOAL_LIFECYCLE_MISSED, kNow - kReopenWithin);
  EXPECT_THAT(CheckReopen(missed, kNow), IsOk());
  EXPECT_THAT(CheckReopen(missed, kNow + absl::Microseconds(1)),
              StatusIs(absl::StatusCode::kFailedPrecondition, "REOPEN_WINDOW_OVER"));
}

TEST(Health, FallsBackWhenNobodyHasCheckedInForLong) {
  v1::Goal goal = In(v1::GOAL_LIFECYCLE_ACTIVE);
  EXPECT_EQ(HealthAt(goal, kNow), v1::GOAL_HEALTH_NOT_UPDATED);
  goal.set_health(v1::GOAL_HEALTH_AT_RISK);
  *goal.mutable_last_check_in_time() = ToTimestamp(kNow - kHealthLasts);
  EXPECT_EQ(HealthAt(goal, kNow), v1::GOAL_HEALTH_AT_RISK);
  EXPECT_EQ(HealthAt(goal, kNow + absl::Microseconds(1)), v1::GOAL_HEALTH_NOT_UPDATED);
}

TEST(Summary, HoldsNoWords) {
  v1::Goal goal = In(v1::GOAL_LIFECYCLE_CANCELLED);
  goal.set_parent("goals/g");
  goal.set_title("t");
  goal.set_description("d");
  goal.set_lifecycle_reason("r");
  goal.set_progress("0.5");
  goal.add_key_results()->set_title("k");
  const v1::Goal summary = Shaped(goal, common::v1::VIEW_SUMMARY, kNow);
  EXPECT_EQ(summary.view(), common::v1::VIEW_SUMMARY);
  EXPECT_EQ(summary.title() + summary.description() + summary.lifecycle_reason(), "");
  EXPECT_TRUE(summary.key_results().empty());
  EXPECT_EQ(summary.progress(), "0.5");
  EXPECT_EQ(summary.parent(), "goals/g");
  EXPECT_EQ(summary.lifecycle(), v1::GOAL_LIFECYCLE_CANCELLED);
  EXPECT_EQ(summary.owners_size(), 1);
  const v1::Goal full = Shaped(goal, common::v1::VIEW_FULL, kNow);
  EXPECT_EQ(full.title(), "t");
  EXPECT_EQ(full.view(), common::v1::VIEW_FULL);
}

}  // namespace
}  // namespace laurel::goals::goal
