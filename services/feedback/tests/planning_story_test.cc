// What becomes of a plan before it is held: it is moved, and what it is about and who takes part change.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/telling.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Stub = v1::CoachingService::Stub;
using People = std::vector<std::string>;

class Planning : public Audiences {
 protected:
  absl::Time At(absl::Duration ahead) const { return suite.clock.Now() + ahead; }
  v1::RescheduleCoachingSessionRequest MoveRequest(const std::string& name, absl::Duration ahead) const {
    auto request = Named<v1::RescheduleCoachingSessionRequest>(name);
    *request.mutable_scheduled_time() = ToTimestamp(At(ahead));
    return request;
  }
  absl::StatusOr<v1::CoachingSession> Move(const std::string& person, const std::string& name,
                                           absl::Duration ahead) {
    return suite.As(person, &Stub::RescheduleCoachingSession, MoveRequest(name, ahead));
  }
  static v1::UpdateCoachingSessionRequest UpdateRequest(const std::string& name,
                                                        const People& attendees = {}) {
    v1::UpdateCoachingSessionRequest request;
    request.mutable_coaching_session()->set_name(name);
    for (const std::string& id : attendees) request.mutable_coaching_session()->add_attendees(Person(id));
    return request;
  }
  absl::StatusOr<v1::CoachingSession> Update(const std::string& person,
                                             const v1::UpdateCoachingSessionRequest& request) {
    return suite.As(person, &Stub::UpdateCoachingSession, request);
  }
  absl::StatusOr<v1::CoachingSession> Get(const std::string& person, const std::string& name) {
    return suite.As(person, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(name));
  }
  common::v1::StatusChange LastChange(const std::string& name) {
    v1::ListStatusChangesRequest request;
    request.set_parent(name);
    const auto page = suite.As(kCarla, &Stub::ListStatusChanges, request);
    EXPECT_THAT(page, IsOk());
    return page.ok() && page->status_changes_size() > 0 ? *page->status_changes().rbegin()
                                                        : common::v1::StatusChange();
  }
  absl::Time OverdueTime() {
    return suite.database.Query("SELECT overdue_time FROM coaching_session").front().Time(0);
  }
};

TEST_F(Planning, MovesAPlanWithEverythingThatFollowsFromItsTime) {
  auto made = ScheduleRequest({kAna}, At(absl::Hours(24)));
  *made.mutable_coaching_session()->mutable_duration() = ToDuration(absl::Minutes(45));
  const auto planned = suite.As(kCarla, &Stub::CreateCoachingSession, made);
  ASSERT_THAT(planned, IsOk());
  EXPECT_EQ(OverdueTime(), At(absl::Hours(48) + absl::Minutes(45)));
  suite.database.Execute("DELETE FROM event_pending");
  auto move = MoveRequest(planned->name(), absl::Hours(72));
  move.set_reason("Ana is on the phone");
  move.set_etag(planned->etag());
  const auto moved = suite.As(kCarla, &Stub::RescheduleCoachingSession, move);
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(FromTimestamp(moved->scheduled_time()), At(absl::Hours(72)));
  EXPECT_EQ(FromDuration(moved->duration()), absl::Minutes(45));
  EXPECT_EQ(FromTimestamp(moved->state_time()), FromTimestamp(planned->state_time()));
  EXPECT_EQ(Get(kAna, planned->name())->SerializeAsString(), moved->SerializeAsString());
  EXPECT_EQ(OverdueTime(), At(absl::Hours(96) + absl::Minutes(45)));
  v1::ListCoachingSessionsRequest list;
  *list.mutable_start_time() = ToTimestamp(At(absl::Hours(72)));
  EXPECT_EQ(Count(kAna, list), '1');
  EXPECT_THAT(suite.Told(), ElementsAre("coaching.rescheduled"));
  EXPECT_EQ(suite.As(kCarla, &Stub::RescheduleCoachingSession, move).status().code(),
            absl::StatusCode::kAborted);

  const common::v1::StatusChange change = LastChange(planned->name());
  EXPECT_EQ(change.from_state(), "COACHING_SESSION_STATE_SCHEDULED");
  EXPECT_EQ(change.to_state(), "COACHING_SESSION_STATE_SCHEDULED");
  EXPECT_EQ(change.actor(), Person(kCarla));
  EXPECT_EQ(change.reason(), "Ana is on the phone");
  EXPECT_EQ(FromTimestamp(change.former_scheduled_time()), At(absl::Hours(24)));
  EXPECT_EQ(FromTimestamp(change.scheduled_time()), At(absl::Hours(72)));
}

TEST_F(Planning, MovesAPlanToAnotherLengthAndIntoThePast) {
  const std::string name = suite.Scheduled(kCarla, {kAna}).name();
  auto move = MoveRequest(name, -absl::Hours(1));
  *move.mutable_duration() = ToDuration(absl::Hours(2));
  move.set_request_id("7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10");
  const auto moved = suite.As(kCarla, &Stub::RescheduleCoachingSession, move);
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(FromDuration(moved->duration()), absl::Hours(2));
  EXPECT_EQ(OverdueTime(), At(absl::Hours(25)));
  ASSERT_THAT(Move(kCarla, name, absl::Hours(5)), IsOk());
  const auto again = suite.As(kCarla, &Stub::RescheduleCoachingSession, move, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), moved->SerializeAsString());
  EXPECT_EQ(FromTimestamp(Get(kCarla, name)->scheduled_time()), At(absl::Hours(5)));
}

TEST_F(Planning, IsItsCoachsAlone) {
  const std::string name = suite.Scheduled(kCoach, {kAna}).name();
  for (const auto& [person, outcome] : std::vector<std::pair<std::string, char>>{{kAna, 'D'},
                                                                                 {kCarla, 'D'},
                                                                                 {kHr, 'D'},
                                                                                 {kAuditor, 'D'},
                                                                                 {kSkip, 'N'},
                                                                                 {kStranger, 'N'},
                                                                                 {kCoach, 'F'}}) {
    EXPECT_EQ(Outcome(Move(person, name, absl::Hours(30))), outcome) << person;
    EXPECT_EQ(Outcome(Update(person, UpdateRequest(name))), outcome) << person;
  }
}

TEST_F(Planning, EndsWithThePlan) {
  const std::string started = suite.Scheduled(kCarla, {kAna}).name();
  ASSERT_THAT(suite.As(kCarla, &Stub::StartCoachingSession, Named<v1::StartCoachingSessionRequest>(started)),
              IsOk());
  EXPECT_THAT(Move(kCarla, started, absl::Hours(1)),
              StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(Update(kCarla, UpdateRequest(started, {kAna, kBen})), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session WHERE overdue_time IS NULL"), 1);
  const std::string held = suite.Held(kCarla, {kAna}).name();
  EXPECT_THAT(Move(kCarla, held, absl::Hours(1)),
              StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(Update(kCarla, UpdateRequest(held, {kAna, kBen})),
              StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
}

TEST_F(Planning, KeepsTheFollowUpBehindTheSession) {
  auto request = UpdateRequest(suite.Scheduled(kCarla, {kAna}).name());
  *request.mutable_coaching_session()->mutable_follow_up_time() = ToTimestamp(At(absl::Hours(24)));
  EXPECT_THAT(Update(kCarla, request), ViolatesField("coaching_session.follow_up_time"));
  *request.mutable_coaching_session()->mutable_follow_up_time() = ToTimestamp(At(absl::Hours(48)));
  ASSERT_THAT(Update(kCarla, request), IsOk());
  const std::string& name = request.coaching_session().name();
  EXPECT_THAT(Move(kCarla, name, absl::Hours(48)), ViolatesField("scheduled_time"));
  EXPECT_THAT(Move(kCarla, name, absl::Hours(47)), IsOk());
}

TEST_F(Planning, IsRefusedWhereTheYearsEnd) {
  const std::string name = suite.Scheduled(kCarla, {kAna}).name();
  const absl::Time late = absl::FromCivil(absl::CivilDay(9999, 12, 31), absl::UTCTimeZone());
  EXPECT_THAT(Move(kCarla, name, late - suite.clock.Now()), ViolatesField("scheduled_time"));
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, ScheduleRequest({kAna}, late)),
              ViolatesField("coaching_session.scheduled_time"));
}

TEST_F(Planning, ChangesWhatASessionIsAboutAndNothingElse) {
  const v1::CoachingSession planned = suite.Scheduled(kCarla, {kAna});
  suite.database.Execute("DELETE FROM event_pending");
  auto request = UpdateRequest(planned.name());
  v1::CoachingSession& wanted = *request.mutable_coaching_session();
  wanted.set_etag(planned.etag());
  wanted.set_focus_area("Closing of calls");
  wanted.add_behaviours("Sums up");
  wanted.add_goals("goals/" + kNobody);
  wanted.set_kind(v1::COACHING_SESSION_KIND_GROUP);
  *wanted.mutable_follow_up_time() = ToTimestamp(At(absl::Hours(90)) + absl::Nanoseconds(1500));
  wanted.add_evidence()->set_system("telephony");
  *wanted.mutable_evidence(0)->mutable_occurred_time() = ToTimestamp(At(-absl::Hours(1)));
  const auto updated = Update(kCarla, request);
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(updated->focus_area(), "Closing of calls");
  EXPECT_EQ(updated->attendees(0), Person(kAna));
  EXPECT_EQ(FromTimestamp(updated->scheduled_time()), FromTimestamp(planned.scheduled_time()));
  EXPECT_EQ(Get(kAna, planned.name())->SerializeAsString(), updated->SerializeAsString());
  EXPECT_THAT(suite.Told(), ElementsAre("coaching.updated"));
  EXPECT_EQ(LastChange(planned.name()).from_state(), "");  // its making
  EXPECT_THAT(Update(kCarla, request), StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  const sql::Rows audit = suite.database.Query(
      "SELECT fields, LENGTH(earlier_hash), subject FROM audit_record WHERE method LIKE "
      "'%/UpdateCoachingSession'");
  ASSERT_EQ(audit.size(), 1U);
  EXPECT_EQ(audit[0].Text(0), "kind,focus_area,behaviours,evidence,goals,follow_up_time");
  EXPECT_EQ(audit[0].Int(1), 32);
  EXPECT_EQ(audit[0].Text(2), Person(kAna));
}

TEST_F(Planning, RefusesAnUpdateOfWhatHasCallsOfItsOwn) {
  auto request = UpdateRequest(suite.Scheduled(kCarla, {kAna}).name());
  for (const char* field : {"scheduled_time", "duration", "held_time", "coach", "state", "series"}) {
    request.mutable_update_mask()->clear_paths();
    request.mutable_update_mask()->add_paths(field);
    EXPECT_THAT(Update(kCarla, request), ViolatesField("update_mask")) << field;
  }
}

TEST_F(Planning, ChangesWhoAttendsAndKeepsWhoDid) {
  const std::string name = suite.Scheduled(kCarla, {kAna, kBen}).name();
  suite.database.Execute("DELETE FROM event_pending");
  const auto updated = Update(kCarla, UpdateRequest(name, {kBen}));
  ASSERT_THAT(updated, IsOk());
  EXPECT_EQ(Get(kCarla, name)->SerializeAsString(), updated->SerializeAsString());
  EXPECT_THAT(Get(kAna, name), StatusIs(absl::StatusCode::kNotFound));
  common::v1::StatusChange change = LastChange(name);
  EXPECT_THAT(change.attendees_removed(), ElementsAre(Person(kAna)));
  EXPECT_THAT(change.attendees_added(), IsEmpty());
  EXPECT_EQ(change.from_state(), change.to_state());
  EXPECT_THAT(suite.Told(), ElementsAre("coaching.updated", "coaching.updated"));
  for (const sql::Row& row : suite.database.Query("SELECT audience, data FROM event_pending")) {
    const std::string audience(row.Text(0));
    // Who is asked no more hears that, and of nobody who is.
    const bool of_hers = row.Text(1).find("people/") == std::string_view::npos;
    EXPECT_EQ(Hears(kAna, audience), of_hers);
    EXPECT_EQ(Hears(kBen, audience), !of_hers);
    EXPECT_EQ(Hears(kHr, audience), !of_hers);
    EXPECT_FALSE(Hears(kStranger, audience));
  }
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE subject = ? AND method LIKE "
                                    "'%/UpdateCoachingSession'",
                                    {Person(kAna)}),
            1);

  ASSERT_THAT(Update(kCarla, UpdateRequest(name, {kAna, kBen})), IsOk());
  const auto get = Get(kAna, name);
  ASSERT_THAT(get, IsOk());
  EXPECT_THAT(get->attendees(), ElementsAre(Person(kAna), Person(kBen)));
  EXPECT_THAT(LastChange(name).attendees_added(), ElementsAre(Person(kAna)));
  EXPECT_EQ(suite.database.QueryInt("SELECT SUM(position) FROM session_participant"), 0 + 1 + 2);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM session_participant WHERE role = 2 AND state = 1"),
            2);
}

TEST_F(Planning, ShowsNobodyWhoJoinsWhatOthersThanTheCoachWrote) {
  const auto refused = StatusIs(absl::StatusCode::kFailedPrecondition, "WORDS_OF_OTHERS");
  const std::string noted = suite.Scheduled(kCarla, {kAna}).name();
  ASSERT_THAT(suite.As(kCarla, &Stub::AddNote, NoteRequest(noted, "the coach's own")), IsOk());
  EXPECT_THAT(suite.As(kCarla, &Stub::UpdateCoachingSession, UpdateRequest(noted, {kAna, kBen})), IsOk());
  const std::string answered = suite.Scheduled(kCarla, {kAna}).name();
  ASSERT_THAT(suite.As(kAna, &Stub::AddNote, NoteRequest(answered, "between us")), IsOk());
  EXPECT_THAT(suite.As(kCarla, &Stub::UpdateCoachingSession, UpdateRequest(answered, {kAna, kBen})), refused);
  const std::string prepared = suite.Scheduled(kCarla, {kAna}).name();
  v1::AddTalkingPointRequest point;
  point.set_parent(prepared);
  point.mutable_talking_point()->set_text("between us");
  ASSERT_THAT(suite.As(kAna, &Stub::AddTalkingPoint, point), IsOk());
  EXPECT_THAT(suite.As(kCarla, &Stub::UpdateCoachingSession, UpdateRequest(prepared, {kAna, kBen})), refused);
  EXPECT_THAT(suite.As(kCarla, &Stub::UpdateCoachingSession, UpdateRequest(prepared, {kBen})), refused);
}

TEST_F(Planning, AsksOnlyWhomTheCoachMayCoach) {
  const std::string name = suite.Scheduled(kCarla, {kAna}).name();
  EXPECT_THAT(Update(kCarla, UpdateRequest(name, {kAna, kNobody})),
              ViolatesField("coaching_session.attendees[1]"));
  EXPECT_THAT(Update(kCarla, UpdateRequest(name, {kCarla})), ViolatesField("coaching_session.attendees[0]"));
  EXPECT_THAT(Update(kCarla, UpdateRequest(name, {kGone, kAna})),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  EXPECT_EQ(Outcome(Update(kCarla, UpdateRequest(name, {kAna, kPeer}))), 'R');
  auto nobody = UpdateRequest(name);
  nobody.mutable_update_mask()->add_paths("attendees");
  EXPECT_THAT(Update(kCarla, nobody), ViolatesField("coaching_session.attendees"));
  auto play = UpdateRequest(name, {kAna, kPeer});
  play.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
  EXPECT_EQ(Outcome(Update(kCarla, play)), 'F');
  auto back = UpdateRequest(name);
  back.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ONE_ON_ONE);
  EXPECT_EQ(Outcome(Update(kCarla, back)), 'R');  // with the peer in it
}

TEST_F(Planning, KeepsAnAttendeeWhoHasLeftWhileAnotherIsHere) {
  const std::string name = suite.Scheduled(kCarla, {kAna, kBen}).name();
  auto records = Organization();
  records.Status(kBen, absl::CivilDay(2026, 1, 14), directory::v1::PERSON_STATE_LEFT);
  suite.organization.Set(records.Build(2), suite.clock.Now());
  EXPECT_THAT(Update(kCarla, UpdateRequest(name, {kBen, kAna})), IsOk());
  EXPECT_THAT(Update(kCarla, UpdateRequest(name, {kBen})),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Move(kCarla, name, absl::Hours(30)), IsOk());
}

}  // namespace
}  // namespace laurel::feedback::testing
