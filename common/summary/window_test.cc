#include "common/summary/window.h"

#include <gtest/gtest.h>

#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"

namespace laurel::summary {
namespace {

using laurel::testing::ViolatesField;

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

}  // namespace
}  // namespace laurel::summary
