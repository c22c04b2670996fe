#include "clients/cli/dates/show.h"

#include "common/time/convert.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

Here Saturday() {
  Here here;
  here.zone = *FindTimeZone("Europe/Madrid");
  here.now = absl::FromCivil(absl::CivilMinute(2026, 11, 21, 16, 20), here.zone);
  return here;
}

TEST(ShowMoment, IsLocalAndNamesTheDay) {
  const Here here = Saturday();
  EXPECT_EQ(ShowMoment(here.now, here), "today 16:20");
  EXPECT_EQ(ShowMoment(here.now - absl::Hours(24), here), "yesterday 16:20");
  EXPECT_EQ(ShowMoment(here.now + absl::Hours(16), here), "tomorrow 8:20");
  EXPECT_EQ(ShowMoment(here.now - absl::Hours(24 * 5), here), "Mon 16 Nov 16:20");
  EXPECT_EQ(ShowMoment(here.now - absl::Hours(24 * 365), here), "Fri 21 Nov 2025 16:20");
}

TEST(ShowMonth, NamesAnotherYear) {
  EXPECT_EQ(ShowMonth(absl::CivilMonth(2026, 10), absl::CivilDay(2026, 11, 21)), "October");
  EXPECT_EQ(ShowMonth(absl::CivilMonth(2025, 12), absl::CivilDay(2026, 11, 21)), "December 2025");
}

TEST(ShowInterval, NamesTheDayOnceWhereThereIsOne) {
  const Here here = Saturday();
  EXPECT_EQ(ShowInterval(here.now, here.now + absl::Minutes(30), here), "today 16:20 to 16:50");
  EXPECT_EQ(ShowInterval(here.now, here.now + absl::Hours(8), here), "today 16:20 to tomorrow 0:20");
}

TEST(ShowAge, CountsMidnights) {
  const Here here = Saturday();
  EXPECT_EQ(ShowAge(here.now - absl::Hours(1), here), "today");
  EXPECT_EQ(ShowAge(here.now - absl::Hours(17), here), "yesterday");
  EXPECT_EQ(ShowAge(here.now - absl::Hours(24 * 12), here), "12 days ago");
}

TEST(ShowLength, UsesHoursAndMinutes) {
  EXPECT_EQ(ShowLength(absl::Minutes(30)), "30 min");
  EXPECT_EQ(ShowLength(absl::Minutes(60)), "1 h");
  EXPECT_EQ(ShowLength(absl::Minutes(90)), "1 h 30 min");
}

TEST(IsoMoment, KeepsTheOffset) {
  EXPECT_EQ(IsoMoment(Saturday().now, Saturday().zone), "2026-11-21T16:20:00+01:00");
}

TEST(WeekStart, IsMonday) {
  EXPECT_EQ(WeekStart(absl::CivilDay(2026, 11, 21)), absl::CivilDay(2026, 11, 16));
  EXPECT_EQ(WeekStart(absl::CivilDay(2026, 11, 16)), absl::CivilDay(2026, 11, 16));
  EXPECT_EQ(WeekStart(absl::CivilDay(2026, 11, 22)), absl::CivilDay(2026, 11, 16));
}

}  // namespace
}  // namespace laurel::cli
