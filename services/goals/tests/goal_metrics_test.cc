// What the dashboard draws of goals.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/goals/goal/rules.h"
#include "services/goals/names.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;

TEST(GoalMetrics, CountWhatIsActiveByItsHealthNow) {
  Suite suite;
  const auto checked_in = [&](v1::GoalHealth health) {
    suite.database.Execute(
        "UPDATE goal SET health = ?, last_check_in_time = ? WHERE id = ?",
        {std::int64_t{health}, suite.clock.Now(), std::string(IdOf(suite.Active(kAna).name()))});
  };
  const auto active = [&](v1::GoalHealth health) {
    const absl::Time now = suite.clock.Now();
    EXPECT_THAT(ReadMetrics(suite.metrics, *suite.db, now - goal::kHealthLasts, now + absl::Minutes(1)),
                IsOk());
    return suite.metrics.active.at(health)->Value();
  };
  suite.Drafted(kAna);
  suite.Closed();
  suite.Active(kAna);
  checked_in(v1::GOAL_HEALTH_ON_TRACK);
  checked_in(v1::GOAL_HEALTH_ON_TRACK);
  checked_in(v1::GOAL_HEALTH_OFF_TRACK);
  EXPECT_EQ(active(v1::GOAL_HEALTH_NOT_UPDATED), 1);
  EXPECT_EQ(active(v1::GOAL_HEALTH_ON_TRACK), 2);
  EXPECT_EQ(active(v1::GOAL_HEALTH_AT_RISK), 0);
  EXPECT_EQ(active(v1::GOAL_HEALTH_OFF_TRACK), 1);
  suite.Pass(absl::Hours(31 * 24));
  EXPECT_EQ(active(v1::GOAL_HEALTH_ON_TRACK), 0);
  EXPECT_EQ(active(v1::GOAL_HEALTH_NOT_UPDATED), 4);
}

}  // namespace
}  // namespace laurel::goals::testing
