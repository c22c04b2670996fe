#include "services/recognition/summary/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"

namespace laurel::recognition::summary {
namespace {

using laurel::testing::ViolatesField;
using ::testing::ElementsAre;

const absl::Time kNow = laurel::testing::FakeClock().Now();  // Wednesday, 2026-01-14 12:00 UTC

absl::StatusOr<Window> Week(int year, int month, int day) {
  return WindowOf(ToDate(absl::CivilDay(year, month, day)), Length::kWeek, kNow);
}
absl::StatusOr<Window> Month(int year, int month, int day) {
  return WindowOf(ToDate(absl::CivilDay(year, month, day)), Length::kMonth, kNow);
}

TEST(SummaryWindow, OfAWeekHasSevenDaysFromAMonday) {
  const auto week = Week(2026, 1, 5);
  ASSERT_TRUE(week.ok()) << week.status();
  EXPECT_EQ(week->end_day, absl::CivilDay(2026, 1, 12));
  EXPECT_EQ(week->as_of, absl::CivilDay(2026, 1, 11));
  EXPECT_EQ(week->start(), absl::FromCivil(absl::CivilDay(2026, 1, 5), absl::UTCTimeZone()));
  EXPECT_EQ(week->end() - week->start(), absl::Hours(7 * 24));
  for (const int day : {4, 6, 7, 8, 9, 10, 11}) EXPECT_THAT(Week(2026, 1, day), ViolatesField("start_date"));
}

TEST(SummaryWindow, OfAMonthHasAllItsDays) {
  const auto february = Month(2024, 2, 1);
  ASSERT_TRUE(february.ok()) << february.status();
  EXPECT_EQ(february->end_day, absl::CivilDay(2024, 3, 1));
  EXPECT_EQ(february->as_of, absl::CivilDay(2024, 2, 29));
  EXPECT_EQ(Month(2025, 12, 1)->end_day, absl::CivilDay(2026, 1, 1));
  EXPECT_THAT(Month(2025, 12, 2), ViolatesField("start_date"));
  EXPECT_THAT(Month(2026, 2, 30), ViolatesField("start_date"));
}

TEST(SummaryWindow, ThatGoesOnCountsThePeopleOfToday) {
  EXPECT_EQ(Week(2026, 1, 12)->as_of, absl::CivilDay(2026, 1, 14));
  EXPECT_EQ(Month(2026, 1, 1)->as_of, absl::CivilDay(2026, 1, 14));
  EXPECT_THAT(Week(2026, 1, 19), ViolatesField("start_date")) << "has not begun";
  EXPECT_THAT(Month(2026, 2, 1), ViolatesField("start_date")) << "has not begun";
}

TEST(Suppressed, AreFewPeopleAndTheSmallestBesideThem) {
  EXPECT_THAT(SuppressedOf({}), ElementsAre());
  EXPECT_THAT(SuppressedOf({5, 6, 7}), ElementsAre(false, false, false));
  EXPECT_THAT(SuppressedOf({9, 4, 7, 8}), ElementsAre(false, true, true, false));
  EXPECT_THAT(SuppressedOf({3, 7, 7, 4}), ElementsAre(true, true, false, true));
  EXPECT_THAT(SuppressedOf({4, 1}), ElementsAre(true, true));
}

// Numbers from the first up to before the second are people.
Part PartOf(int first, int end, const People& also = {}) {
  Part part{.team = "", .people = also};
  for (int person = first; person < end; ++person) part.people.insert(std::to_string(person));
  return part;
}

std::vector<bool> Suppressed(const std::vector<Part>& parts, int also_in_whole = 0) {
  People whole = PartOf(1000, 1000 + also_in_whole).people;
  for (const Part& part : parts) whole.insert(part.people.begin(), part.people.end());
  return SuppressedAmong(parts, whole);
}

TEST(SuppressedAmong, CountsWhoIsInNoPartAsOneMore) {
  EXPECT_THAT(Suppressed({PartOf(0, 6), PartOf(6, 12)}), ElementsAre(false, false));
  EXPECT_THAT(Suppressed({PartOf(0, 7), PartOf(7, 13)}, 2), ElementsAre(false, true));
  EXPECT_THAT(Suppressed({PartOf(0, 7), PartOf(7, 13)}, 5), ElementsAre(false, false));
}

TEST(SuppressedAmong, AreThoseThatTheWholeHoldsWithFewOthers) {
  // The second one holds two whom the first does not, the first six whom the second does not.
  EXPECT_THAT(Suppressed({PartOf(0, 10), PartOf(6, 12)}), ElementsAre(true, false));
}

TEST(SuppressedAmong, AreThoseThatAnotherPartHoldsWithFewOthers) {
  EXPECT_THAT(Suppressed({PartOf(0, 6), PartOf(0, 8), PartOf(20, 30)}), ElementsAre(true, false, false));
  EXPECT_THAT(Suppressed({PartOf(0, 8), PartOf(20, 30), PartOf(0, 6)}), ElementsAre(false, false, true));
  EXPECT_THAT(Suppressed({PartOf(0, 6), PartOf(0, 11), PartOf(20, 30)}), ElementsAre(false, false, false))
      << "five others are enough";
  EXPECT_THAT(Suppressed({PartOf(0, 6), PartOf(0, 6), PartOf(20, 30)}), ElementsAre(false, false, false))
      << "the same people, and nobody else";
}

// The sum of all three has whoever is in two of them twice.
TEST(SuppressedAmong, AreTheSmallestWhileFewAreInTwoParts) {
  EXPECT_THAT(Suppressed({PartOf(0, 10), PartOf(10, 20, {"3"}), PartOf(30, 36)}),
              ElementsAre(false, false, true));
  EXPECT_THAT(Suppressed({PartOf(0, 10), PartOf(5, 20)}), ElementsAre(false, false)) << "five are enough";
}

TEST(SuppressedAmong, LeavesNoPartOfFewBehind) {
  EXPECT_THAT(Suppressed({PartOf(0, 3), PartOf(2, 5)}), ElementsAre(true, true));
  EXPECT_THAT(Suppressed({}), ElementsAre());
}

TEST(Ratio, IsRoundedHalfUpToFourDigits) {
  EXPECT_EQ(Ratio(0, 0), "");
  EXPECT_EQ(Ratio(0, 7), "0");
  EXPECT_EQ(Ratio(7, 7), "1");
  EXPECT_EQ(Ratio(1, 10), "0.1");
  EXPECT_EQ(Ratio(1, 3), "0.3333");
  EXPECT_EQ(Ratio(2, 3), "0.6667");
  EXPECT_EQ(Ratio(1, 20'000), "0.0001");
  EXPECT_EQ(Ratio(1, 20'001), "0");
  EXPECT_EQ(Ratio(3, 20'000), "0.0002");
  EXPECT_EQ(Ratio(19'999, 20'000), "1");
  EXPECT_EQ(Ratio(1'000'000'000'000, 4'000'000'000'000), "0.25");
}

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
