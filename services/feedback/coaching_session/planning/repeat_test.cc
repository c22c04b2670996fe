#include "services/feedback/coaching_session/planning/repeat.h"

#include <gtest/gtest.h>

#include <set>

#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"

namespace laurel::feedback::coaching_session {
namespace {

using laurel::testing::IsOk;
using laurel::testing::ViolatesField;

v1::Repeat Every(int weeks, int count) {
  v1::Repeat repeat;
  repeat.set_every_weeks(weeks);
  repeat.set_count(count);
  return repeat;
}

std::vector<std::string> Local(const std::vector<absl::Time>& times, absl::TimeZone zone) {
  std::vector<std::string> texts;
  for (const absl::Time time : times) texts.push_back(absl::FormatTime("%m-%d %H:%M:%E*S %Ez", time, zone));
  return texts;
}

// Times of a series that begins at this local time.
std::vector<std::string> Series(const char* zone_name, absl::CivilSecond first, const v1::Repeat& repeat) {
  const absl::TimeZone zone = FindTimeZone(zone_name).value();
  return Local(TimesOf(repeat, absl::FromCivil(first, zone), zone), zone);
}

TEST(Repeat, KeepsTheLocalTimeAcrossBothChangesOfClocks) {
  EXPECT_EQ(
      Series("Europe/Lisbon", absl::CivilSecond(2026, 3, 24, 10), Every(1, 3)),
      (std::vector<std::string>{"03-24 10:00:00 +00:00", "03-31 10:00:00 +01:00", "04-07 10:00:00 +01:00"}));
  EXPECT_EQ(Series("Europe/Lisbon", absl::CivilSecond(2026, 10, 20, 10), Every(1, 2)),
            (std::vector<std::string>{"10-20 10:00:00 +01:00", "10-27 10:00:00 +00:00"}));
  EXPECT_EQ(Series("America/New_York", absl::CivilSecond(2026, 3, 3, 22, 15), Every(1, 2)),
            (std::vector<std::string>{"03-03 22:15:00 -05:00", "03-10 22:15:00 -04:00"}));
  EXPECT_EQ(Series("America/New_York", absl::CivilSecond(2026, 10, 20, 22, 15), Every(2, 2)),
            (std::vector<std::string>{"10-20 22:15:00 -04:00", "11-03 22:15:00 -05:00"}));
}

TEST(Repeat, MovesATimeThatIsSkippedAndOnlyThat) {
  EXPECT_EQ(
      Series("Europe/Lisbon", absl::CivilSecond(2026, 3, 22, 1, 30), Every(1, 3)),
      (std::vector<std::string>{"03-22 01:30:00 +00:00", "03-29 02:30:00 +01:00", "04-05 01:30:00 +01:00"}));
}

TEST(Repeat, TakesTheFirstOfATimeThatHappensTwice) {
  EXPECT_EQ(Series("Europe/Lisbon", absl::CivilSecond(2026, 10, 18, 1, 30), Every(1, 2)).back(),
            "10-25 01:30:00 +01:00");
}

TEST(Repeat, BeginsExactlyWithTheFirst) {
  const absl::TimeZone lisbon = FindTimeZone("Europe/Lisbon").value();
  // The second 01:30 of that night.
  const absl::Time first =
      absl::FromCivil(absl::CivilSecond(2026, 10, 25, 1, 30), absl::UTCTimeZone()) + absl::Microseconds(7);
  const std::vector<absl::Time> times = TimesOf(Every(8, 2), first, lisbon);
  EXPECT_EQ(times.front(), first);
  EXPECT_EQ(times.back(), first + absl::Hours(24 * 7 * 8));
}

v1::CoachingSession Plan(absl::Time begin) {
  v1::CoachingSession session;
  session.set_name("coachingSessions/first");
  session.set_focus_area("Opening");
  *session.mutable_scheduled_time() = ToTimestamp(begin);
  return session;
}

TEST(Series, HasOneNameForAllAndANameForEach) {
  const absl::Time now = laurel::testing::FakeClock().Now();
  const auto sessions = SeriesOf(Every(1, 52), Plan(now), now, absl::UTCTimeZone());
  ASSERT_EQ(sessions.size(), 52U);
  EXPECT_EQ(sessions.front().name(), "coachingSessions/first");
  std::set<std::string> names;
  for (const v1::CoachingSession& session : sessions) {
    names.insert(session.name());
    EXPECT_EQ(session.series(), "coachingSessions/first");
    EXPECT_EQ(session.focus_area(), "Opening");
    EXPECT_FALSE(session.has_follow_up_time());
  }
  EXPECT_EQ(names.size(), 52U);
}

TEST(Series, TakesItsFollowUpAlong) {
  const absl::TimeZone lisbon = FindTimeZone("Europe/Lisbon").value();
  const absl::Time begin = absl::FromCivil(absl::CivilSecond(2026, 3, 24, 10), lisbon);
  v1::CoachingSession first = Plan(begin);
  *first.mutable_follow_up_time() = ToTimestamp(begin + absl::Hours(72));
  const auto sessions = SeriesOf(Every(1, 2), first, begin, lisbon);
  EXPECT_EQ(FromTimestamp(sessions[0].follow_up_time()), begin + absl::Hours(72));
  EXPECT_EQ(FromTimestamp(sessions[1].follow_up_time()),
            absl::FromCivil(absl::CivilSecond(2026, 4, 3, 10), lisbon));
}

absl::Status Check(const v1::Repeat& repeat, const v1::CoachingSession& first) {
  FieldViolations violations;
  CheckRepeat(repeat, first, violations);
  return violations.ToStatus();
}

TEST(Repeat, IsForPlansAndEndsWithTheCalendar) {
  const absl::Time late = absl::FromCivil(absl::CivilDay(9999, 11, 1), absl::UTCTimeZone());
  EXPECT_THAT(Check(Every(1, 4), Plan(late)), IsOk());
  EXPECT_THAT(Check(Every(8, 52), Plan(late)), ViolatesField("repeat"));
  v1::CoachingSession follows = Plan(late - absl::Hours(24 * 365));
  *follows.mutable_follow_up_time() = ToTimestamp(late);
  EXPECT_THAT(Check(Every(8, 2), follows), ViolatesField("repeat"));
  v1::CoachingSession shadowing = Plan(late - absl::Hours(24 * 365));
  shadowing.set_kind(v1::COACHING_SESSION_KIND_SHADOWING);
  EXPECT_THAT(Check(Every(1, 2), shadowing), ViolatesField("repeat"));
  v1::CoachingSession held;
  *held.mutable_held_time() = ToTimestamp(late);
  EXPECT_THAT(Check(Every(1, 2), held), ViolatesField("repeat"));
}

}  // namespace
}  // namespace laurel::feedback::coaching_session
