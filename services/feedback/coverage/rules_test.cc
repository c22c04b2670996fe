#include "services/feedback/coverage/rules.h"

#include <gtest/gtest.h>

#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"

namespace laurel::feedback::coverage {
namespace {

using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;

const absl::Time kNow = laurel::testing::FakeClock().Now();  // 2026-01-14 12:00 UTC
const absl::TimeZone kUtc = absl::UTCTimeZone();

absl::Time Midnight(int year, int month, int day) {
  return absl::FromCivil(absl::CivilDay(year, month, day), kUtc);
}

TEST(CoverageWindow, IsThirtyDaysUpToNowByDefault) {
  const auto window = WindowOf(std::nullopt, 0, kNow);
  ASSERT_TRUE(window.ok());
  EXPECT_EQ(window->as_of, absl::CivilDay(2026, 1, 14));
  EXPECT_EQ(window->start, Midnight(2025, 12, 16));
  EXPECT_EQ(window->end, kNow);
}

TEST(CoverageWindow, OfAPastDayEndsWithThatDay) {
  const auto window = WindowOf(ToDate(absl::CivilDay(2026, 1, 10)), 1, kNow);
  ASSERT_TRUE(window.ok());
  EXPECT_EQ(window->start, Midnight(2026, 1, 10));
  EXPECT_EQ(window->end, Midnight(2026, 1, 11));
}

TEST(CoverageWindow, ReachesFourHundredDaysBackAndNoFurther) {
  const absl::CivilDay today(2026, 1, 14);
  EXPECT_TRUE(WindowOf(std::nullopt, 400, kNow).ok());
  EXPECT_TRUE(WindowOf(ToDate(today - 400), 1, kNow).ok());
  EXPECT_THAT(WindowOf(ToDate(today - 400), 2, kNow),
              StatusIs(absl::StatusCode::kOutOfRange, "OUT_OF_RANGE"));
  EXPECT_THAT(WindowOf(ToDate(today - 401), 1, kNow),
              StatusIs(absl::StatusCode::kOutOfRange, "OUT_OF_RANGE"));
  EXPECT_THAT(WindowOf(ToDate(today + 1), 1, kNow), ViolatesField("as_of"));
}

TEST(Uncovered, ComeNeverFirstThenLongestAgo) {
  const LastHeld last_held = {{"b", kNow - absl::Hours(24 * 40)},
                              {"c", kNow - absl::Hours(1)},
                              {"d", kNow - absl::Hours(24 * 90)},
                              {"e", kNow - absl::Hours(24 * 40)}};
  const auto uncovered = UncoveredOf({"a", "b", "c", "d", "e", "f"}, last_held, kNow - absl::Hours(24 * 30));
  std::string order;
  for (const Uncovered& one : uncovered) order += one.person;
  EXPECT_EQ(order, "afdbe");
}

}  // namespace
}  // namespace laurel::feedback::coverage
