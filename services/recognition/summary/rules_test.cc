#include "services/recognition/summary/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laurel::recognition::summary {
namespace {

using ::testing::ElementsAre;

TEST(Numbers, CountASharedRecognitionOnceAndItsPointsForEach) {
  const Activity activity{.received = {{"", "a", "v", 3, 30},
                                       {"", "b", "", 1, 0},
                                       {"r1", "a", "v", 1, 10},
                                       {"r1", "b", "v", 1, 10},
                                       {"r1", "x", "v", 1, 10},
                                       {"r2", "x", "w", 1, 5}},
                          .givers = {"c", "x"}};
  const Numbers numbers = NumbersOf({"a", "b", "c"}, activity);
  EXPECT_EQ(numbers.people, 3);
  EXPECT_EQ(numbers.recognitions, 5);
  EXPECT_EQ(numbers.points, 50);
  EXPECT_EQ(numbers.recipients, 2);
  EXPECT_EQ(numbers.givers, 1);
  EXPECT_THAT(numbers.received, ElementsAre(4, 2));
  EXPECT_EQ(numbers.by_value.size(), 2U);
  EXPECT_EQ(numbers.by_value.at("v").recognitions, 4);
  EXPECT_EQ(numbers.by_value.at("v").points, 50);
  EXPECT_EQ(numbers.by_value.at("").recognitions, 1);
}

TEST(Concentration, IsTheShareOfTheTenthWhoReceivedMost) {
  Numbers numbers{.people = 20, .recipients = 4, .received = {5, 3, 1, 1}};
  EXPECT_EQ(Concentration(numbers), "0.8");
  numbers.people = 21;  // a tenth is three of them
  EXPECT_EQ(Concentration(numbers), "0.9");
  numbers.people = 1000;
  EXPECT_EQ(Concentration(numbers), "1") << "fewer than a tenth received anything";
  EXPECT_EQ(Concentration({.people = 10}), "") << "nothing was received";
  EXPECT_EQ(Concentration({.people = 10, .recipients = 10, .received = std::vector<std::int64_t>(10, 2)}),
            "0.1");
}

}  // namespace
}  // namespace laurel::recognition::summary
