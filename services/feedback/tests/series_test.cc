// Sessions that are planned together: the weekly one-to-one in one call.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/explaining.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/coaching_session/store.h"
#include "services/feedback/names.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/permissions.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::Explaining;
using laurel::testing::IsOk;
using laurel::testing::IsOkAndHolds;
using laurel::testing::ViolatesField;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using Stub = v1::CoachingService::Stub;

class Series : public Permissions {
 protected:
  v1::CreateCoachingSessionRequest Weekly(const std::vector<std::string>& attendees, int count,
                                          absl::Time first) {
    auto request = ScheduleRequest(attendees, first);
    request.mutable_repeat()->set_every_weeks(1);
    request.mutable_repeat()->set_count(count);
    return request;
  }
  v1::CreateCoachingSessionRequest Weekly(int count) { return Weekly({kAna}, count, suite.clock.Now()); }

  void CoachLivesIn(const char* zone) {
    auto records = Organization();
    records.Active(kCarla, kCarla, zone);
    suite.organization.Set(records.Build(2), suite.clock.Now());
  }
  // What Ana finds of a series, oldest first, as it is on the coach's wall.
  std::vector<std::string> OnTheWall(const std::string& series, const char* zone) {
    v1::ListCoachingSessionsRequest list;
    list.set_series(series);
    const auto page = suite.As(kAna, &Stub::ListCoachingSessions, list);
    EXPECT_THAT(page, IsOk());
    std::vector<std::string> times;
    for (const v1::CoachingSession& session : page->coaching_sessions()) {
      EXPECT_EQ(session.series(), series);
      times.insert(times.begin(), absl::FormatTime("%m-%d %H:%M %Ez", FromTimestamp(session.scheduled_time()),
                                                   FindTimeZone(zone).value()));
    }
    return times;
  }
};

TEST_F(Series, KeepsTheTimeOfDayOfItsCoachInSpringAndInAutumn) {
  struct Change {
    const char* zone;
    absl::CivilSecond first;
    std::vector<std::string> wall;
  };
  for (const Change& change : {Change{"Europe/Lisbon",
                                      absl::CivilSecond(2026, 3, 24, 9, 30),
                                      {"03-24 09:30 +00:00", "03-31 09:30 +01:00", "04-07 09:30 +01:00"}},
                               Change{"Europe/Lisbon",
                                      absl::CivilSecond(2026, 10, 20, 9, 30),
                                      {"10-20 09:30 +01:00", "10-27 09:30 +00:00", "11-03 09:30 +00:00"}},
                               Change{"America/New_York",
                                      absl::CivilSecond(2026, 3, 3, 22, 0),
                                      {"03-03 22:00 -05:00", "03-10 22:00 -04:00", "03-17 22:00 -04:00"}},
                               Change{"America/New_York",
                                      absl::CivilSecond(2026, 10, 27, 22, 0),
                                      {"10-27 22:00 -04:00", "11-03 22:00 -05:00", "11-10 22:00 -05:00"}}}) {
    CoachLivesIn(change.zone);
    auto request = Weekly({kAna}, 3, absl::FromCivil(change.first, FindTimeZone(change.zone).value()));
    request.set_allow_overlap(true);
    const auto first = suite.As(kCarla, &Stub::CreateCoachingSession, request);
    ASSERT_THAT(first, IsOk());
    EXPECT_EQ(OnTheWall(first->name(), change.zone), change.wall);
  }
}

TEST_F(Series, AnswersItsFirstWithWhichNoteAndItemsGo) {
  auto request = Weekly(4);
  request.set_shared_note("To begin with");
  *request.add_action_items() = ItemRequest(kAna).action_item();
  *request.mutable_coaching_session()->mutable_follow_up_time() =
      ToTimestamp(suite.clock.Now() + absl::Hours(48));
  const auto first = suite.As(kCarla, &Stub::CreateCoachingSession, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->series(), first->name());
  EXPECT_EQ(FromTimestamp(first->scheduled_time()), suite.clock.Now());
  const auto get =
      suite.As(kAna, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(first->name()));
  ASSERT_THAT(get, IsOk());
  EXPECT_EQ(get->SerializeAsString(), first->SerializeAsString());
  const std::string id(IdOf(first->name()));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session WHERE series = ?", {id}), 4);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session WHERE TIMESTAMPDIFF(HOUR, "
                                    "scheduled_time, follow_up_time) = 48 AND overdue_time IS NOT NULL"),
            4);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM note WHERE session = ?", {id}), 1);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM action_item WHERE session = ?", {id}), 1);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM status_change c JOIN coaching_session s ON s.id = "
                                    "c.resource WHERE c.n = 1 AND c.from_state = 0 AND c.to_state = 1"),
            4);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(DISTINCT subject) FROM event_pending WHERE type = "
                                    "'coaching.scheduled'"),
            4);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(DISTINCT resource) FROM audit_record WHERE subject = ? AND "
                                    "method LIKE '%/CreateCoachingSession'",
                                    {Person(kAna)}),
            4);
}

TEST_F(Series, IsPlannedOnceHoweverOftenItIsAsked) {
  auto request = Weekly(5);
  request.set_request_id("7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10");
  std::vector<std::string> answers;
  for (const int replica : {0, 1, 1}) {
    const auto answer = suite.As(kCarla, &Stub::CreateCoachingSession, request, replica);
    ASSERT_THAT(answer, IsOk());
    answers.push_back(answer->SerializeAsString());
  }
  EXPECT_THAT(answers, Each(answers.front()));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session"), 5);
  EXPECT_THAT(suite.Told(), SizeIs(5));
}

TEST_F(Series, IsOfPlansWithinLimits) {
  auto logged = LogRequest({kAna}, suite.clock.Now());
  *logged.mutable_repeat() = Weekly(2).repeat();
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, logged), ViolatesField("repeat"));
  for (const auto& [weeks, count, field] :
       std::vector<std::tuple<int, int, const char*>>{{0, 2, "repeat.every_weeks"},
                                                      {9, 2, "repeat.every_weeks"},
                                                      {1, 1, "repeat.count"},
                                                      {1, 53, "repeat.count"}}) {
    auto request = Weekly(count);
    request.mutable_repeat()->set_every_weeks(weeks);
    EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, request), ViolatesField(field));
  }
  auto trial = Weekly(52);
  trial.set_validate_only(true);
  const auto tried = suite.As(kCarla, &Stub::CreateCoachingSession, trial);
  ASSERT_THAT(tried, IsOk());
  EXPECT_EQ(tried->name(), "");
  EXPECT_EQ(tried->series(), "");
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session"), 0);
}

TEST_F(Series, OfALargeGroupIsPlannedInOneCall) {
  auto records = Organization();
  std::vector<std::string> group;
  for (int i = 0; i < 50; ++i) {
    group.push_back(org::testing::TestId(200 + i));
    records.Active(group.back(), group.back()).Line(group.back(), kCarla);
  }
  suite.organization.Set(records.Build(2), suite.clock.Now());
  auto request = Weekly(group, 52, suite.clock.Now());
  request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_GROUP);
  ASSERT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, request), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM session_participant"), 52 * 51);
}

TEST_F(Series, IsMovedOneSessionAtATime) {
  const auto first = suite.As(kCarla, &Stub::CreateCoachingSession, Weekly(3));
  ASSERT_THAT(first, IsOk());
  auto move = Named<v1::RescheduleCoachingSessionRequest>(first->name());
  *move.mutable_scheduled_time() = ToTimestamp(suite.clock.Now() + absl::Hours(1));
  const auto moved = suite.As(kCarla, &Stub::RescheduleCoachingSession, move);
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(moved->series(), first->name());
  EXPECT_THAT(OnTheWall(first->name(), "UTC"),
              ElementsAre("01-14 13:00 +00:00", "01-21 12:00 +00:00", "01-28 12:00 +00:00"));
}

TEST_F(Series, IsAFilterBesideTheOthers) {
  const auto first =
      suite.As(kCarla, &Stub::CreateCoachingSession, Weekly({kAna, kBen}, 3, suite.clock.Now()));
  ASSERT_THAT(first, IsOk());
  suite.Scheduled(kCarla, {kAna}, absl::Hours(5));
  suite.Held(kCarla, {kAna});
  v1::ListCoachingSessionsRequest mine;
  mine.set_series(first->name());
  v1::ListCoachingSessionsRequest of_carla = mine;
  of_carla.set_coach(Person(kCarla));
  v1::ListCoachingSessionsRequest of_ana = mine;
  of_ana.set_attendee(Person(kAna));
  const std::vector<Row> rows = {{"coach", kCarla, "333"},    {"attendee", kAna, "333"},
                                 {"attendee", kBen, "33R"},   {"her manager", kSkip, "000"},
                                 {"HR_ADMIN", kHr, "033"},    {"AUDITOR", kAuditor, "033"},
                                 {"team lead", kLead, "0R0"}, {"stranger", kStranger, "0RR"}};
  for (const Row& row : rows) {
    const std::string counts{Count(row.person, mine), Count(row.person, of_carla), Count(row.person, of_ana)};
    EXPECT_EQ(counts, row.expected) << row.relation;
  }
  of_ana.set_state(v1::COACHING_SESSION_STATE_HELD);
  EXPECT_EQ(Count(kCarla, of_ana), '0');
  *mine.mutable_start_time() = ToTimestamp(suite.clock.Now() + absl::Hours(1));
  EXPECT_EQ(Count(kCarla, mine), '2');
  mine.set_series("coachingSessions/" + kNobody);
  EXPECT_EQ(Count(kCarla, mine), '0');
}

TEST_F(Series, PagesNewestFirst) {
  const auto first = suite.As(kCarla, &Stub::CreateCoachingSession, Weekly(7));
  ASSERT_THAT(first, IsOk());
  v1::ListCoachingSessionsRequest list;
  list.set_series(first->name());
  list.set_page_size(3);
  std::vector<std::string> seen;
  do {
    const auto page = suite.As(kAna, &Stub::ListCoachingSessions, list);
    ASSERT_THAT(page, IsOk());
    for (const auto& session : page->coaching_sessions()) seen.push_back(session.name());
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  ASSERT_THAT(seen, SizeIs(7));
  EXPECT_EQ(seen.back(), first->name());
}

TEST_F(Series, IsReadAlongItsOwnIndex) {
  const auto first = suite.As(kCarla, &Stub::CreateCoachingSession, Weekly(10));
  ASSERT_THAT(first, IsOk());
  for (int i = 0; i < 60; ++i) suite.Held(kCarla, {kAna}, absl::Hours(i));
  for (const char* table : {"coaching_session", "session_participant"})
    suite.database.Query(std::string("ANALYZE TABLE ") + table);
  coaching_session::Listing listing;
  listing.series = IdOf(first->name());
  listing.limit = 5;
  listing.within.after = {suite.clock.Now() + absl::Hours(24 * 30), kNobody};
  for (const auto& [person, role] : std::vector<std::pair<std::string, std::optional<int>>>{
           {kAna, coaching_session::kAttendeeRole}, {kCarla, coaching_session::kCoachRole}, {kAna, {}}}) {
    listing.person = person;
    listing.role = role;
    const auto listed = suite.db->Read<int>(
        suite.clock.Now() + absl::Minutes(1), [&](sql::Connection& connection) -> absl::StatusOr<int> {
          Explaining explaining(suite.database, connection);
          EXPECT_THAT(coaching_session::List(explaining, listing), IsOkAndHolds(SizeIs(5)));
          EXPECT_THAT(explaining.indexes(), ::testing::Contains("by_series"));
          EXPECT_THAT(explaining.extras(), Each(::testing::Not(::testing::HasSubstr("filesort"))));
          return 0;
        });
    EXPECT_THAT(listed, IsOk());
  }
}

}  // namespace
}  // namespace laurel::feedback::testing
