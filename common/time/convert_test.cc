#include "common/time/convert.h"

#include <gtest/gtest.h>

#include "common/time/clock.h"

namespace laurel {
namespace {

TEST(SystemClock, TellsWholeMicroseconds) {
  const absl::Time now = SystemClock().Now();
  EXPECT_EQ(now, absl::FromUnixMicros(absl::ToUnixMicros(now)));
}

TEST(Timestamp, KeepsMicrosecondsBothWaysAndCutsWhatIsFiner) {
  const absl::Time time = absl::FromUnixMicros(1'767'225'600'123'456);
  const auto timestamp = ToTimestamp(time + absl::Nanoseconds(789));
  EXPECT_EQ(timestamp.nanos(), 123'456'000);
  EXPECT_EQ(FromTimestamp(timestamp), time);
}

TEST(Timestamp, BeforeTheEpochHasPositiveNanos) {
  const absl::Time time = absl::FromUnixMicros(-1);
  EXPECT_EQ(ToTimestamp(time).seconds(), -1);
  EXPECT_EQ(ToTimestamp(time).nanos(), 999'999'000);
  EXPECT_EQ(FromTimestamp(ToTimestamp(time)), time);
}

TEST(Duration, KeepsItsSignInBothParts) {
  const absl::Duration duration = absl::Milliseconds(-1500);
  EXPECT_EQ(ToDuration(duration).seconds(), -1);
  EXPECT_EQ(ToDuration(duration).nanos(), -500'000'000);
  EXPECT_EQ(FromDuration(ToDuration(duration)), duration);
}

TEST(Date, IsADayOfTheCalendarOrNothing) {
  EXPECT_EQ(FromDate(ToDate(absl::CivilDay(2028, 2, 29))), absl::CivilDay(2028, 2, 29));
  for (const absl::CivilDay bound : {absl::CivilDay(1900, 1, 1), absl::CivilDay(9999, 12, 31)}) {
    EXPECT_EQ(FromDate(ToDate(bound)), bound);
  }
  const int wrong[][3] = {{2026, 2, 29}, {2026, 13, 1}, {2026, 0, 1},  {2026, 1, 0},
                          {0, 1, 1},     {1899, 1, 1},  {10000, 1, 1}, {2026, -1, 40}};
  for (const auto& [year, month, day] : wrong) {
    google::type::Date date;
    date.set_year(year);
    date.set_month(month);
    date.set_day(day);
    EXPECT_FALSE(FromDate(date).has_value()) << date.DebugString();
  }
}

TEST(IsoDate, ReadsWhatItWrites) {
  EXPECT_EQ(ParseIsoDate("2026-02-28"), absl::CivilDay(2026, 2, 28));
  EXPECT_EQ(FormatIsoDate(absl::CivilDay(2026, 2, 3)), "2026-02-03");
}

TEST(IsoDate, IsNothingElse) {
  for (const std::string_view text : {"", "2026-2-28", "2026-02-30", "2026/02/28", "26-02-28", "2026-02-28 ",
                                      " 2026-02-2", "2026-02--1", "+026-02-01", "2026-02-28T"}) {
    EXPECT_FALSE(ParseIsoDate(text).has_value()) << text;
  }
}

TEST(TimeZone, IsFoundByItsName) {
  ASSERT_TRUE(FindTimeZone("Europe/Berlin").has_value());
  EXPECT_EQ(FindTimeZone("Europe/Berlin")->name(), "Europe/Berlin");
  EXPECT_EQ(FindTimeZone("")->name(), "UTC");
  EXPECT_TRUE(FindTimeZone("America/Argentina/Buenos_Aires").has_value());
  EXPECT_TRUE(FindTimeZone("Etc/GMT+5").has_value());
  EXPECT_TRUE(FindTimeZone("UTC").has_value());
}

TEST(TimeZone, IsNoPathAndNothingLocal) {
  for (const std::string_view name :
       {"Europe/Atlantis", "/etc/localtime", "../zoneinfo/UTC", "localtime", "libc:localtime",
        "Fixed/UTC+01:00:00", "right/UTC", "posix/UTC", "zone.tab", "Europe", " ", "Europe/Berlin "}) {
    EXPECT_FALSE(FindTimeZone(name).has_value()) << name;
  }
}

TEST(DayNumber, CountsFrom1970BothWays) {
  EXPECT_EQ(DayNumber(absl::CivilDay(1970, 1, 1)), 0);
  EXPECT_EQ(DayNumber(absl::CivilDay(1969, 12, 31)), -1);
  for (const int number : {-25567, 0, 20500}) EXPECT_EQ(DayNumber(DayFromNumber(number)), number);
}

}  // namespace
}  // namespace laurel
