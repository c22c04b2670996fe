#include "clients/cli/dates/moment.h"

#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// A Saturday afternoon in Madrid.
Here Saturday() {
  Here here;
  here.zone = *FindTimeZone("Europe/Madrid");
  here.now = absl::FromCivil(absl::CivilMinute(2026, 11, 21, 16, 20), here.zone);
  return here;
}

std::string Moment(std::string_view text, Tense tense, const Here& here = Saturday()) {
  const auto moment = ParseMoment(text, here, tense);
  return moment.ok() ? absl::FormatTime("%Y-%m-%d %H:%M", *moment, here.zone) : std::string("error");
}

std::string Day(std::string_view text, Tense tense = Tense::kFuture) {
  const auto day = ParseDay(text, Saturday(), tense);
  return day.ok() ? FormatIsoDate(*day) : std::string("error");
}

TEST(ParseMoment, UnderstandsDaysWithATimeOfDay) {
  EXPECT_EQ(Moment("yesterday 15:00", Tense::kPast), "2026-11-20 15:00");
  EXPECT_EQ(Moment("today 9:30", Tense::kPast), "2026-11-21 09:30");
  EXPECT_EQ(Moment("  Today   9:30 ", Tense::kPast), "2026-11-21 09:30");
  EXPECT_EQ(Moment("tomorrow at 10:00", Tense::kFuture), "2026-11-22 10:00");
  EXPECT_EQ(Moment("2026-11-20 15:00", Tense::kPast), "2026-11-20 15:00");
  EXPECT_EQ(Moment("2026-11-20T15:00", Tense::kPast), "2026-11-20 15:00");
  EXPECT_EQ(Moment("+3d 8:15", Tense::kFuture), "2026-11-24 08:15");
}

TEST(ParseMoment, UnderstandsTheWaysOfWritingATimeOfDay) {
  EXPECT_EQ(Moment("15:05", Tense::kPast), "2026-11-21 15:05");
  EXPECT_EQ(Moment("3pm", Tense::kPast), "2026-11-21 15:00");
  EXPECT_EQ(Moment("today 3:30 pm", Tense::kPast), "2026-11-21 15:30");
  EXPECT_EQ(Moment("today 12am", Tense::kPast), "2026-11-21 00:00");
  EXPECT_EQ(Moment("today 12pm", Tense::kPast), "2026-11-21 12:00");
  EXPECT_EQ(Moment("yesterday noon", Tense::kPast), "2026-11-20 12:00");
  EXPECT_EQ(Moment("yesterday 15h30", Tense::kPast), "2026-11-20 15:30");
  EXPECT_EQ(Moment("yesterday 15.30", Tense::kPast), "2026-11-20 15:30");
}

TEST(ParseMoment, TakesTheWeekdayBeforeOrAfterNow) {
  EXPECT_EQ(Moment("monday 14:00", Tense::kPast), "2026-11-16 14:00");
  EXPECT_EQ(Moment("Mon 14:00", Tense::kFuture), "2026-11-23 14:00");
  EXPECT_EQ(Moment("saturday 9:00", Tense::kPast), "2026-11-21 09:00");
  EXPECT_EQ(Moment("saturday 18:00", Tense::kPast), "2026-11-14 18:00");
  EXPECT_EQ(Moment("saturday 9:00", Tense::kFuture), "2026-11-28 09:00");
  EXPECT_EQ(Moment("saturday 18:00", Tense::kFuture), "2026-11-21 18:00");
}

TEST(ParseMoment, CountsFromNow) {
  EXPECT_EQ(Moment("now", Tense::kPast), "2026-11-21 16:20");
  EXPECT_EQ(Moment("2 hours ago", Tense::kPast), "2026-11-21 14:20");
  EXPECT_EQ(Moment("90m ago", Tense::kPast), "2026-11-21 14:50");
  EXPECT_EQ(Moment("1h30m ago", Tense::kPast), "2026-11-21 14:50");
  EXPECT_EQ(Moment("in 20 minutes", Tense::kFuture), "2026-11-21 16:40");
  EXPECT_EQ(Moment("3 days ago", Tense::kPast), "2026-11-18 16:20");
}

TEST(ParseMoment, ReadsAnInstantWithItsOffset) {
  EXPECT_EQ(Moment("2026-11-20T15:00:00Z", Tense::kPast), "2026-11-20 16:00");
  EXPECT_EQ(Moment("2026-11-20T15:00:00-05:00", Tense::kPast), "2026-11-20 21:00");
}

TEST(ParseMoment, IsLocalAcrossAChangeOfTheClocks) {
  Here here = Saturday();
  here.now = absl::FromCivil(absl::CivilMinute(2026, 10, 25, 12, 0), here.zone);  // back at 3:00 that morning
  EXPECT_EQ(*ParseMoment("yesterday 12:00", here, Tense::kPast), here.now - absl::Hours(25));
  EXPECT_EQ(Moment("1 day ago", Tense::kPast, here), "2026-10-24 12:00");
  // 2:30 happens twice: the first one is two hours ahead of UTC.
  EXPECT_EQ(*ParseMoment("today 2:30", here, Tense::kPast),
            absl::FromCivil(absl::CivilMinute(2026, 10, 25, 0, 30), absl::UTCTimeZone()));
}

TEST(ParseMoment, RefusesAnHourThatDoesNotExist) {
  const auto moment = ParseMoment("2026-03-29 2:30", Saturday(), Tense::kPast);
  ASSERT_FALSE(moment.ok());
  EXPECT_THAT(std::string(moment.status().message()), HasSubstr("clocks go forward"));
}

TEST(ParseMoment, RefusesWhatIsNoTimeWithExamples) {
  for (const char* text : {"", "soon", "yesterday 25:00", "yesterday 9:75", "13pm", "15", "2026-02-30 10:00",
                           "12/01 10:00", "99999999999 hours ago", "yesterday yesterday 9:00"}) {
    const auto moment = ParseMoment(text, Saturday(), Tense::kPast);
    ASSERT_FALSE(moment.ok()) << text;
    EXPECT_THAT(std::string(moment.status().message()), HasSubstr("yesterday 15:00")) << text;
    EXPECT_EQ(ReasonOf(moment.status()), "USAGE");
  }
}

TEST(ParseMoment, TakesAnHourAloneAfterADay) {
  EXPECT_EQ(Moment("monday 10", Tense::kFuture), "2026-11-23 10:00");
  EXPECT_EQ(Moment("yesterday at 9", Tense::kPast), "2026-11-20 09:00");
  EXPECT_EQ(Moment("today 3 pm", Tense::kPast), "2026-11-21 15:00");
  EXPECT_EQ(Moment("monday 24", Tense::kFuture), "error");
}

TEST(ParseMoment, GivesExamplesOfTheTenseThatIsMeant) {
  const auto moment = ParseMoment("sometime", Saturday(), Tense::kFuture);
  EXPECT_THAT(std::string(moment.status().message()),
              AllOf(HasSubstr("tomorrow 10:00"), Not(HasSubstr("yesterday"))));
}

TEST(ParseMoment, DoesNotGuessWhichDayNextMeans) {
  const auto moment = ParseMoment("next monday 10:00", Saturday(), Tense::kFuture);
  EXPECT_EQ(ReasonOf(moment.status()), "USAGE");
  EXPECT_THAT(std::string(moment.status().message()), HasSubstr("leave \"next\" out"));
}

TEST(ParseMoment, AsksForTheTimeOfADay) {
  const auto moment = ParseMoment("yesterday", Saturday(), Tense::kPast);
  EXPECT_THAT(std::string(moment.status().message()), HasSubstr("needs a time of day"));
}

TEST(ParseDay, UnderstandsDays) {
  EXPECT_EQ(Day("today"), "2026-11-21");
  EXPECT_EQ(Day("tomorrow"), "2026-11-22");
  EXPECT_EQ(Day("friday"), "2026-11-27");
  EXPECT_EQ(Day("FRI"), "2026-11-27");
  EXPECT_EQ(Day("friday", Tense::kPast), "2026-11-20");
  EXPECT_EQ(Day("saturday"), "2026-11-21");
  EXPECT_EQ(Day("+3d"), "2026-11-24");
  EXPECT_EQ(Day("+2w"), "2026-12-05");
  EXPECT_EQ(Day("in 10 days"), "2026-12-01");
  EXPECT_EQ(Day("2026-12-01"), "2026-12-01");
  EXPECT_EQ(Day("-1d"), "2026-11-20");
  EXPECT_EQ(Day("2 weeks ago", Tense::kPast), "2026-11-07");
}

TEST(ParseDay, RefusesWhatIsNoDay) {
  for (const char* text :
       {"", "+", "+d", "fr", "someday", "01/12/2026", "2026-13-01", "friday 15:00", "+3h"}) {
    EXPECT_EQ(Day(text), "error") << text;
  }
}

TEST(ParseDay, IsTheDayOfTheZone) {
  Here here = Saturday();
  here.now = absl::FromCivil(absl::CivilMinute(2026, 11, 21, 23, 30), absl::UTCTimeZone());
  EXPECT_EQ(*ParseDay("today", here, Tense::kFuture), absl::CivilDay(2026, 11, 22));
}

TEST(ParseSince, TakesTheBeginningOfADay) {
  const Here here = Saturday();
  EXPECT_EQ(*ParseSince("monday", here), absl::FromCivil(absl::CivilDay(2026, 11, 16), here.zone));
  EXPECT_EQ(*ParseSince("monday 9:00", here),
            absl::FromCivil(absl::CivilMinute(2026, 11, 16, 9, 0), here.zone));
}

TEST(ParseMonth, UnderstandsMonths) {
  const absl::CivilDay today(2026, 11, 21);
  EXPECT_EQ(*ParseMonth("2026-02", today), absl::CivilMonth(2026, 2));
  EXPECT_EQ(*ParseMonth("this month", today), absl::CivilMonth(2026, 11));
  EXPECT_EQ(*ParseMonth("Last month", today), absl::CivilMonth(2026, 10));
  EXPECT_EQ(*ParseMonth("november", today), absl::CivilMonth(2026, 11));
  EXPECT_EQ(*ParseMonth("december", today), absl::CivilMonth(2025, 12));
  for (const char* text : {"", "2026", "2026-13", "month", "nov"})
    EXPECT_FALSE(ParseMonth(text, today).ok()) << text;
}

TEST(ParseLength, UnderstandsLengths) {
  EXPECT_EQ(*ParseLength("45m"), absl::Minutes(45));
  EXPECT_EQ(*ParseLength("45"), absl::Minutes(45));
  EXPECT_EQ(*ParseLength("1h30m"), absl::Minutes(90));
  EXPECT_EQ(*ParseLength("1 hour"), absl::Hours(1));
  for (const char* text : {"", "0", "m", "1d", "h1", "-5m"}) EXPECT_FALSE(ParseLength(text).ok()) << text;
}

}  // namespace
}  // namespace laurel::cli
