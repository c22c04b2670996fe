#include "services/recognition/allowance/rules.h"

#include <gtest/gtest.h>

#include <set>

#include "common/org/testing/records.h"
#include "common/time/convert.h"

namespace laurel::recognition::allowance {
namespace {

using absl::CivilDay;
using absl::CivilMonth;
using absl::CivilSecond;

v1::Program In(std::string_view time_zone) {
  v1::Program program;
  program.set_time_zone(std::string(time_zone));
  program.set_allowance(100);
  program.set_new_hire_allowance(v1::NEW_HIRE_ALLOWANCE_FULL);
  return program;
}

absl::Time Utc(CivilSecond time) { return absl::FromCivil(time, absl::UTCTimeZone()); }

TEST(ParsePeriod, TakesItsOwnFormAlone) {
  EXPECT_EQ(ParsePeriod("2026-11"), CivilMonth(2026, 11));
  EXPECT_EQ(NameOf(CivilMonth(2026, 11)), "2026-11");
  for (const std::string_view name : {"", "2026", "2026-1", "2026-13", "2026-00", "26-11", "2026-11-01",
                                      "2026/11", "november", "2026-1x"}) {
    EXPECT_FALSE(ParsePeriod(name).has_value()) << name;
  }
}

TEST(Period, IsTheCalendarMonthInTheZoneOfTheProgramme) {
  const absl::Time now = Utc(CivilSecond(2026, 11, 30, 23, 30));
  EXPECT_EQ(PeriodAt(In("UTC"), now).name, "2026-11");
  EXPECT_EQ(PeriodAt(In("Europe/Berlin"), now).name, "2026-12");
  EXPECT_EQ(PeriodAt(In("America/Lima"), now).name, "2026-11");
  EXPECT_EQ(PeriodAt(In("UTC"), now).end, Utc(CivilSecond(2026, 12, 1)));
  EXPECT_EQ(PeriodAt(In("Europe/Berlin"), now).end, Utc(CivilSecond(2026, 12, 31, 23, 0)));
  EXPECT_EQ(PeriodAt(In("UTC"), Utc(CivilSecond(2026, 12, 31))).end, Utc(CivilSecond(2027, 1, 1)));
}

TEST(Period, BeginsWithTheMomentInWhichTheOneBeforeEnds) {
  // Offsets change within these months, at midnight of the first (Sao Paulo once, Asuncion), or never.
  for (const std::string_view zone :
       {"UTC", "Europe/Berlin", "America/New_York", "America/Asuncion", "America/Sao_Paulo", "Asia/Kolkata",
        "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "Africa/Casablanca"}) {
    ASSERT_TRUE(FindTimeZone(zone).has_value()) << zone;
    const v1::Program program = In(zone);
    absl::Time now = Utc(CivilSecond(2015, 1, 15));
    for (int month = 0; month < 144; ++month) {
      const Period period = PeriodAt(program, now);
      EXPECT_EQ(PeriodAt(program, period.end - absl::Microseconds(1)).name, period.name) << zone;
      EXPECT_EQ(PeriodAt(program, period.end).month, period.month + 1) << zone << " " << period.name;
      now = period.end;
    }
  }
}

TEST(Period, IsAsLongAsTheMonthWithItsChangeOfOffset) {
  const v1::Program berlin = In("Europe/Berlin");
  const auto length = [&](absl::Time in) {
    const Period period = PeriodAt(berlin, in);
    return period.end - absl::FromCivil(period.month, *FindTimeZone("Europe/Berlin"));
  };
  EXPECT_EQ(length(Utc(CivilSecond(2026, 3, 10))), absl::Hours(31 * 24 - 1));
  EXPECT_EQ(length(Utc(CivilSecond(2026, 10, 10))), absl::Hours(31 * 24 + 1));
}

TEST(Period, OfAZoneThatNobodyKnowsIsThatOfUtc) {
  EXPECT_EQ(PeriodAt(In("Atlantis/Capital"), Utc(CivilSecond(2026, 11, 30, 23, 30))).name, "2026-11");
}

TEST(PeriodFor, NeverGoesBackWhenTheZoneChanges) {
  const absl::Time now = Utc(CivilSecond(2026, 11, 30, 23, 30));
  EXPECT_EQ(PeriodFor(In("America/Lima"), "2026-12", now).name, "2026-12");
  EXPECT_EQ(PeriodFor(In("America/Lima"), "2026-12", now).end, Utc(CivilSecond(2027, 1, 1, 5)));
  EXPECT_EQ(PeriodFor(In("America/Lima"), "2026-11", now).name, "2026-11");
  EXPECT_EQ(PeriodFor(In("Europe/Berlin"), "2026-11", now).name, "2026-12");
  EXPECT_EQ(PeriodFor(In("UTC"), "", now).name, "2026-11");
}

TEST(GrantFor, IsTheWholeAllowanceForWhoeverWasHereBefore) {
  v1::Program program = In("UTC");
  for (const auto rule : {v1::NEW_HIRE_ALLOWANCE_FULL, v1::NEW_HIRE_ALLOWANCE_PRORATED}) {
    program.set_new_hire_allowance(rule);
    EXPECT_EQ(GrantFor(program, CivilMonth(2026, 11), std::nullopt), 100);
    EXPECT_EQ(GrantFor(program, CivilMonth(2026, 11), CivilDay(2020, 5, 5)), 100);
    EXPECT_EQ(GrantFor(program, CivilMonth(2026, 11), CivilDay(2026, 11, 1)), 100);
    EXPECT_EQ(GrantFor(program, CivilMonth(2026, 11), CivilDay(2026, 12, 1)), 0) << "not yet";
  }
}

TEST(GrantFor, IsAShareOfItForThoseWhoBeginInTheMonth) {
  v1::Program program = In("UTC");
  EXPECT_EQ(GrantFor(program, CivilMonth(2026, 11), CivilDay(2026, 11, 30)), 100);
  program.set_new_hire_allowance(v1::NEW_HIRE_ALLOWANCE_PRORATED);
  EXPECT_EQ(GrantFor(program, CivilMonth(2026, 11), CivilDay(2026, 11, 30)), 3) << "1 of 30 days";
  EXPECT_EQ(GrantFor(program, CivilMonth(2026, 11), CivilDay(2026, 11, 16)), 50);
  EXPECT_EQ(GrantFor(program, CivilMonth(2026, 2), CivilDay(2026, 2, 28)), 3) << "1 of 28 days";
  EXPECT_EQ(GrantFor(program, CivilMonth(2028, 2), CivilDay(2028, 2, 15)), 51) << "15 of 29 days";
  program.set_allowance(0);
  EXPECT_EQ(GrantFor(program, CivilMonth(2026, 11), CivilDay(2026, 11, 16)), 0);
}

TEST(GrantFor, IsNeverMoreForALaterFirstDay) {
  v1::Program program = In("UTC");
  program.set_new_hire_allowance(v1::NEW_HIRE_ALLOWANCE_PRORATED);
  for (const std::int64_t allowance : {1, 7, 100, 1'000'000}) {
    program.set_allowance(allowance);
    std::int64_t before = allowance;
    for (CivilDay day(2026, 10, 1); day <= CivilDay(2026, 11, 1); ++day) {
      const std::int64_t granted = GrantFor(program, CivilMonth(2026, 10), day);
      EXPECT_LE(granted, before);
      EXPECT_GE(granted, 0);
      before = granted;
    }
    EXPECT_EQ(before, 0);
  }
}

TEST(HasBegun, GoesByTheDateWhereThePersonIs) {
  const std::string auckland = org::testing::TestId(1);
  const std::string honolulu = org::testing::TestId(2);
  org::testing::Records records;
  for (const auto& [id, zone] :
       {std::pair(auckland, "Pacific/Auckland"), std::pair(honolulu, "Pacific/Honolulu")}) {
    records.Person(id, "", zone).Status(id, CivilDay(2026, 12, 1), directory::v1::PERSON_STATE_ACTIVE);
  }
  const auto organization = records.Build();
  const absl::Time now = Utc(CivilSecond(2026, 11, 30, 12, 0));
  EXPECT_TRUE(HasBegun(*organization, auckland, now));
  EXPECT_FALSE(HasBegun(*organization, honolulu, now));
  EXPECT_TRUE(HasBegun(*organization, honolulu, now + absl::Hours(24)));
  EXPECT_TRUE(HasBegun(*organization, org::testing::TestId(3), now)) << "unknown";
}

}  // namespace
}  // namespace laurel::recognition::allowance
