// Two plans for one person at one time: what is in the way, and who is told what of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/explaining.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/calendar/store.h"
#include "services/feedback/names.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::Explaining;
using laurel::testing::IsOk;
using laurel::testing::IsOkAndHolds;
using laurel::testing::StatusIs;
using ::testing::IsEmpty;
using Stub = v1::CoachingService::Stub;
using People = std::vector<std::string>;

constexpr absl::Duration kTomorrow = absl::Hours(24);  // at 12:00 UTC, January 15

class Overlap : public ::testing::Test {
 protected:
  v1::CreateCoachingSessionRequest Request(
      const People& attendees, absl::Duration ahead,
      v1::CoachingSessionKind kind = v1::COACHING_SESSION_KIND_ONE_ON_ONE) {
    auto request = ScheduleRequest(attendees, suite.clock.Now() + ahead);
    request.mutable_coaching_session()->set_kind(kind);
    return request;
  }
  absl::StatusOr<v1::CoachingSession> Plan(
      const std::string& coach, const People& attendees, absl::Duration ahead = kTomorrow,
      v1::CoachingSessionKind kind = v1::COACHING_SESSION_KIND_ONE_ON_ONE) {
    return suite.As(coach, &Stub::CreateCoachingSession, Request(attendees, ahead, kind));
  }
  // Between colleagues.
  absl::StatusOr<v1::CoachingSession> Play(const std::string& coach, const People& attendees,
                                           absl::Duration ahead = kTomorrow) {
    return Plan(coach, attendees, ahead, v1::COACHING_SESSION_KIND_ROLE_PLAY);
  }
  absl::StatusOr<v1::CoachingSession> Move(const std::string& name, absl::Duration ahead) {
    auto request = Named<v1::RescheduleCoachingSessionRequest>(name);
    *request.mutable_scheduled_time() = ToTimestamp(suite.clock.Now() + ahead);
    return suite.As(kCarla, &Stub::RescheduleCoachingSession, request);
  }
  absl::StatusOr<v1::CoachingSession> Add(const std::string& name, const People& attendees,
                                          bool allow_overlap = false) {
    v1::UpdateCoachingSessionRequest request;
    request.mutable_coaching_session()->set_name(name);
    for (const std::string& id : attendees) request.mutable_coaching_session()->add_attendees(Person(id));
    request.set_allow_overlap(allow_overlap);
    return suite.As(kCarla, &Stub::UpdateCoachingSession, request);
  }

  Suite suite;
};

// "OVERLAP" and what it tells: "people/x from to", or nothing; another error by its reason.
std::string Told(const absl::StatusOr<v1::CoachingSession>& answer) {
  if (answer.ok()) return "OK";
  const auto told = ErrorInfoOf(answer.status())->metadata();
  if (told.empty()) return ReasonOf(answer.status());
  return fmt::format("{} {} {} {}", ReasonOf(answer.status()), told.at("person"), told.at("start_time"),
                     told.at("end_time"));
}

TEST_F(Overlap, IsToldToWhoMayCoachThePersonIsThemOrIsHr) {
  ASSERT_THAT(Plan(kCoach, {kAna}), IsOk());
  const std::string busy = "OVERLAP " + Person(kAna) + " 2026-01-15T12:00:00Z 2026-01-15T12:30:00Z";
  const absl::Duration later = kTomorrow + absl::Minutes(15);
  for (const std::string& may_coach : {kCarla, kSkip, kTop, kLead}) {
    EXPECT_EQ(Told(Plan(may_coach, {kAna}, later)), busy) << may_coach;
  }
  EXPECT_EQ(Told(Play(kAna, {kStranger}, later)), busy);
  auto by_hr = Request({kAna}, later);
  by_hr.mutable_coaching_session()->set_coach(Person(kCarla));
  EXPECT_EQ(Told(suite.As(kHr, &Stub::CreateCoachingSession, by_hr)), busy);
  for (const std::string& colleague : {kPeer, kBen, kFormer, kAuditor, kStranger}) {
    const auto refused = Play(colleague, {kAna}, later);
    EXPECT_EQ(Told(refused), "OVERLAP") << colleague;
    EXPECT_EQ(refused.status().message().find("2026"), std::string::npos);
  }
}

TEST_F(Overlap, OfTheCoachIsToldToThemselvesFirst) {
  ASSERT_THAT(Plan(kCarla, {kAna}), IsOk());
  EXPECT_EQ(Told(Plan(kCarla, {kAna}, kTomorrow - absl::Minutes(10))),
            "OVERLAP " + Person(kCarla) + " 2026-01-15T12:00:00Z 2026-01-15T12:30:00Z");
  EXPECT_EQ(Told(Play(kStranger, {kCarla})), "OVERLAP");
}

TEST_F(Overlap, OfOneWhoMayBeToldOfComesBeforeOneWhoMayNot) {
  ASSERT_THAT(Play(kPeer, {kStranger}, kTomorrow), IsOk());
  ASSERT_THAT(Plan(kCoach, {kAna}, kTomorrow + absl::Minutes(30)), IsOk());
  auto group = Request({kStranger, kAna}, kTomorrow, v1::COACHING_SESSION_KIND_SHADOWING);
  *group.mutable_coaching_session()->mutable_duration() = ToDuration(absl::Hours(1));
  EXPECT_EQ(Told(suite.As(kCarla, &Stub::CreateCoachingSession, group)),
            "OVERLAP " + Person(kAna) + " 2026-01-15T12:30:00Z 2026-01-15T13:00:00Z");
}

TEST_F(Overlap, IsAPreconditionThatDidNotHold) {
  ASSERT_THAT(Plan(kCarla, {kAna}), IsOk());
  EXPECT_THAT(Plan(kSkip, {kAna}), StatusIs(absl::StatusCode::kFailedPrecondition, "OVERLAP"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session"), 1);
}

TEST_F(Overlap, IsNoneWhereOnePlanEndsAndTheOtherBegins) {
  ASSERT_THAT(Plan(kCarla, {kAna}), IsOk());
  EXPECT_THAT(Plan(kSkip, {kAna}, kTomorrow + absl::Minutes(30)), IsOk());
  EXPECT_THAT(Plan(kSkip, {kAna}, kTomorrow - absl::Minutes(30)), IsOk());
  EXPECT_EQ(Told(Plan(kTop, {kAna}, kTomorrow + absl::Minutes(60) - absl::Microseconds(1))),
            "OVERLAP " + Person(kAna) + " 2026-01-15T12:30:00Z 2026-01-15T13:00:00Z");
}

TEST_F(Overlap, IsFoundWithAPlanThatBeganLongBefore) {
  auto all_day = Request({kAna}, kTomorrow - absl::Hours(8) + absl::Seconds(1));
  *all_day.mutable_coaching_session()->mutable_duration() = ToDuration(absl::Hours(8));
  ASSERT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, all_day), IsOk());
  EXPECT_THAT(Plan(kSkip, {kAna}), StatusIs(absl::StatusCode::kFailedPrecondition, "OVERLAP"));
  EXPECT_THAT(Plan(kSkip, {kAna}, kTomorrow + absl::Seconds(1)), IsOk());
}

TEST_F(Overlap, IsOnlyWithPlans) {
  const auto name = [&](absl::Duration ahead) { return Plan(kCarla, {kAna}, ahead)->name(); };
  ASSERT_THAT(suite.As(kCarla, &Stub::CancelCoachingSession,
                       Named<v1::CancelCoachingSessionRequest>(name(absl::Hours(1)))),
              IsOk());
  ASSERT_THAT(suite.As(kCarla, &Stub::HoldCoachingSession,
                       Named<v1::HoldCoachingSessionRequest>(name(absl::Hours(2)))),
              IsOk());
  ASSERT_THAT(suite.As(kCarla, &Stub::MarkCoachingSessionNoShow,
                       Named<v1::MarkCoachingSessionNoShowRequest>(name(absl::Hours(3)))),
              IsOk());
  ASSERT_THAT(suite.As(kCarla, &Stub::StartCoachingSession,
                       Named<v1::StartCoachingSessionRequest>(name(absl::Hours(4)))),
              IsOk());
  suite.Held(kCarla, {kAna}, absl::ZeroDuration());
  for (int hour = 0; hour < 5; ++hour) EXPECT_THAT(Plan(kSkip, {kAna}, absl::Hours(hour)), IsOk()) << hour;
}

TEST_F(Overlap, IsNotLookedForWhenItIsAllowedOrLogged) {
  ASSERT_THAT(Plan(kCarla, {kAna}, -absl::Hours(1)), IsOk());
  suite.database.Execute("DELETE FROM calendar");
  EXPECT_THAT(
      suite.As(kCarla, &Stub::CreateCoachingSession, LogRequest({kAna}, suite.clock.Now() - absl::Hours(1))),
      IsOk());
  auto allowed = Request({kAna}, -absl::Hours(1));
  allowed.set_allow_overlap(true);
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, allowed), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM calendar"), 0);
}

TEST_F(Overlap, IsFoundByATrialThatLeavesNothing) {
  auto trial = Request({kAna}, kTomorrow);
  trial.set_validate_only(true);
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, trial), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM calendar"), 0);
  ASSERT_THAT(Plan(kSkip, {kAna}), IsOk());
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, trial),
              StatusIs(absl::StatusCode::kFailedPrecondition, "OVERLAP"));
  trial.set_allow_overlap(true);
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, trial), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session"), 1);
}

TEST_F(Overlap, IsLookedForWhereAPlanIsMovedToAndNeverWithItself) {
  const std::string first = Plan(kCarla, {kAna})->name();
  const std::string second = Plan(kCarla, {kAna}, kTomorrow + absl::Hours(1))->name();
  EXPECT_THAT(Move(first, kTomorrow), IsOk());
  EXPECT_THAT(Move(first, kTomorrow + absl::Minutes(10)), IsOk());
  EXPECT_EQ(Told(Move(first, kTomorrow + absl::Minutes(50))),
            "OVERLAP " + Person(kCarla) + " 2026-01-15T13:00:00Z 2026-01-15T13:30:00Z");
  EXPECT_THAT(Move(second, kTomorrow + absl::Hours(9)), IsOk());
  EXPECT_THAT(Move(first, kTomorrow + absl::Minutes(50)), IsOk());
  auto longer = Named<v1::RescheduleCoachingSessionRequest>(first);
  *longer.mutable_scheduled_time() = ToTimestamp(suite.clock.Now() + kTomorrow + absl::Hours(5));
  *longer.mutable_duration() = ToDuration(absl::Hours(4) + absl::Minutes(1));
  EXPECT_THAT(suite.As(kCarla, &Stub::RescheduleCoachingSession, longer),
              StatusIs(absl::StatusCode::kFailedPrecondition, "OVERLAP"));
  longer.set_allow_overlap(true);
  EXPECT_THAT(suite.As(kCarla, &Stub::RescheduleCoachingSession, longer), IsOk());
}

TEST_F(Overlap, IsFoundForAPlanWhosePeopleHaveNoCalendarYet) {
  const std::string without = suite.Scheduled(kCarla, {kAna}).name();  // which allows overlap
  ASSERT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM calendar"), 0);
  EXPECT_THAT(Plan(kSkip, {kAna}), StatusIs(absl::StatusCode::kFailedPrecondition, "OVERLAP"));
  suite.database.Execute("DELETE FROM calendar");
  EXPECT_THAT(Move(without, kTomorrow + absl::Hours(1)), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM calendar"), 2);
}

TEST_F(Overlap, OfAttendeesIsLookedForWhenTheyAreAddedToAPlan) {
  const std::string name = Plan(kCarla, {kAna})->name();
  suite.Scheduled(kSkip, {kAna});  // Ana's own matter: she attends already
  ASSERT_THAT(Play(kStranger, {kBen}), IsOk());
  EXPECT_EQ(Told(Add(name, {kAna, kBen})),
            "OVERLAP " + Person(kBen) + " 2026-01-15T12:00:00Z 2026-01-15T12:30:00Z");
  EXPECT_THAT(Add(name, {kAna, kBen}, /*allow_overlap=*/true), IsOk());
  EXPECT_THAT(Add(name, {kAna}), IsOk());
  ASSERT_THAT(suite.As(kCarla, &Stub::StartCoachingSession, Named<v1::StartCoachingSessionRequest>(name)),
              IsOk());
  EXPECT_THAT(Add(name, {kBen}), IsOk());
}

TEST_F(Overlap, OfOneSessionRefusesTheWholeSeries) {
  ASSERT_THAT(Plan(kSkip, {kAna}, kTomorrow + absl::Hours(24 * 7 * 40)), IsOk());
  auto weekly = Request({kAna}, kTomorrow);
  weekly.mutable_repeat()->set_every_weeks(1);
  weekly.mutable_repeat()->set_count(52);
  EXPECT_EQ(Told(suite.As(kCarla, &Stub::CreateCoachingSession, weekly)),
            "OVERLAP " + Person(kAna) + " 2026-10-22T12:00:00Z 2026-10-22T12:30:00Z");
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session"), 1);
  weekly.mutable_repeat()->set_count(40);
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, weekly), IsOk());
}

// What the guard reads, with few rows and with many.
TEST_F(Overlap, IsFoundAlongIndexesAndLocksNobodyElse) {
  const auto explain = [&] {
    People everybody;  // of the largest group
    for (int i = 0; i < 51; ++i) everybody.push_back(org::testing::TestId(1 + i));
    const std::vector<calendar::Interval> weeks(52, {suite.clock.Now(), suite.clock.Now() + absl::Hours(1)});
    return suite.db->Read<
        int>(suite.clock.Now() + absl::Minutes(1), [&](sql::Connection& connection) -> absl::StatusOr<int> {
      Explaining explaining(suite.database, connection);
      EXPECT_THAT(sql::LockGuards(explaining, calendar::kCalendars, {kAna}), IsOk());
      EXPECT_THAT(sql::LockGuards(explaining, calendar::kCalendars, {kAna, kCarla}), IsOk());
      EXPECT_THAT(sql::LockGuards(explaining, calendar::kCalendars, {kAna, kCarla, kSkip, kTop, kNobody}),
                  StatusIs(absl::StatusCode::kAborted, "GUARD_MISSING"));
      Explaining busy(suite.database, connection);
      EXPECT_THAT(calendar::FindBusy(busy, {kAna, kCarla}, {weeks.front()}, "", 1), IsOkAndHolds(IsEmpty()));
      EXPECT_THAT(calendar::FindBusy(busy, {kAna, kBen, kCarla, kPeer}, weeks, kNobody, 64),
                  IsOkAndHolds(IsEmpty()));
      EXPECT_THAT(calendar::FindBusy(busy, everybody, weeks, kNobody, 64), IsOkAndHolds(IsEmpty()));
      for (std::size_t i = 0; i < busy.indexes().size(); ++i) {
        EXPECT_EQ(busy.indexes()[i], i % 2 == 0 ? "by_person" : "PRIMARY") << i;
      }
      return 0;
    });
  };
  ASSERT_THAT(Plan(kCarla, {kAna}), IsOk());
  ASSERT_THAT(Plan(kTop, {kSkip}), IsOk());
  for (int i = 0; i < 100; ++i) suite.Held(kCarla, {kAna, kBen}, absl::Hours(i));
  for (const char* table : {"coaching_session", "session_participant", "calendar"})
    suite.database.Query(std::string("ANALYZE TABLE ") + table);
  EXPECT_THAT(explain(), IsOk());
}

}  // namespace
}  // namespace laurel::feedback::testing
