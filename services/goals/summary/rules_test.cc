#include "services/goals/summary/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/goals/progress/rules.h"

namespace laurel::goals::summary {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

constexpr auto kActive = v1::GOAL_LIFECYCLE_ACTIVE;
constexpr auto kMissed = v1::GOAL_LIFECYCLE_MISSED;
constexpr auto kNotUpdated = v1::GOAL_HEALTH_NOT_UPDATED;
constexpr auto kOnTrack = v1::GOAL_HEALTH_ON_TRACK;
constexpr std::int64_t kThird = progress::kWhole / 3;

TEST(SummaryNumbers, CountAGoalOnceAndEachOfItsOwners) {
  const std::vector<Counted> goals = {{"1", {"a", "b", "x"}, kActive, kOnTrack, kThird, true},
                                      {"2", {"a"}, kActive, kNotUpdated, 0, false},
                                      {"3", {"b"}, kMissed, kOnTrack, progress::kWhole, true},
                                      {"4", {"x"}, kActive, kOnTrack, progress::kWhole, true}};
  const Numbers numbers = NumbersOf({"a", "b", "c"}, goals);
  EXPECT_EQ(numbers.people, 3);
  EXPECT_EQ(numbers.people_with_goals, 2);
  EXPECT_THAT(numbers.goals, ElementsAre("1", "2", "3"));
  EXPECT_EQ(numbers.active, 2);
  EXPECT_EQ(numbers.fresh, 1) << "of those that are active";
  EXPECT_THAT(numbers.by_lifecycle, ElementsAre(Pair(kActive, 2), Pair(kMissed, 1)));
  EXPECT_THAT(numbers.by_health, ElementsAre(Pair(kNotUpdated, 1), Pair(kOnTrack, 1)));
  EXPECT_EQ(MeanProgress(numbers), "0.444444");
}

Numbers Of(const std::vector<std::int64_t>& units) {
  Numbers numbers;
  for (const std::int64_t one : units) {
    numbers.goals.push_back("1");
    numbers.units += one;
  }
  return numbers;
}

TEST(MeanProgress, IsRoundedHalfUp) {
  EXPECT_EQ(MeanProgress(Of({})), "") << "nothing to divide by";
  EXPECT_EQ(MeanProgress(Of({0, 0})), "0");
  EXPECT_EQ(MeanProgress(Of(std::vector(1000, progress::kWhole))), "1") << "more than 64 bits together";
  EXPECT_EQ(MeanProgress(Of({progress::kWhole / 128})), "0.007813");
  EXPECT_EQ(MeanProgress(Of({0, 0, progress::kWhole})), "0.333333");
}

// What units stand for lies up to 10 above them.
TEST(MeanProgress, IsLeftOpenWhereUnitsDoNotTellIt) {
  const std::int64_t tie = progress::kWhole / 2 + progress::kWhole / 2'000'000;
  EXPECT_EQ(MeanProgress(Of({tie})), "0.500001");
  for (const std::int64_t below : {1, 5, 10})
    EXPECT_EQ(MeanProgress(Of({tie - below})), std::nullopt) << below;
  EXPECT_EQ(MeanProgress(Of({tie - 11})), "0.5");
  EXPECT_EQ(MeanProgress(Of({tie, tie - 1})), std::nullopt) << "half a unit below";
  EXPECT_EQ(MeanProgress(Of({tie - 10, tie - 11})), "0.5") << "the mean of both lies half a unit too low";
}

}  // namespace
}  // namespace laurel::goals::summary
