#include "services/feedback/coaching_session/rules.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"

namespace laurel::feedback::coaching_session {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::Not;

const absl::Time kNow = laurel::testing::FakeClock().Now();

v1::CoachingSession Session(v1::CoachingSessionState state) {
  v1::CoachingSession session;
  session.set_name("coachingSessions/x");
  session.set_coach("people/carla");
  session.add_attendees("people/ana");
  session.add_attendees("people/ben");
  session.set_state(state);
  session.set_creator("people/carla");
  session.set_focus_area("Opening");
  session.add_behaviours("Greets by name");
  *session.mutable_held_time() = ToTimestamp(kNow);
  return session;
}

absl::Status FieldsOf(const v1::CoachingSession& session) {
  FieldViolations violations;
  CheckFields(session, kNow, violations);
  return violations.ToStatus();
}

TEST(SessionTransitions, AreThoseOfTheProduct) {
  using S = std::pair<int, int>;
  enum { kScheduled = 1, kInProgress, kHeld, kAcknowledged, kCancelled, kNoShow, kVoided };
  const std::set<S> allowed = {{kScheduled, kInProgress}, {kScheduled, kHeld},    {kScheduled, kCancelled},
                               {kScheduled, kNoShow},     {kInProgress, kHeld},   {kInProgress, kNoShow},
                               {kInProgress, kCancelled}, {kHeld, kAcknowledged}, {kHeld, kVoided},
                               {kAcknowledged, kVoided}};
  for (int from = kScheduled; from <= kVoided; ++from) {
    for (int to = kScheduled; to <= kVoided; ++to) {
      EXPECT_EQ(Transitions().Allows(from, to), allowed.contains({from, to})) << from << " to " << to;
    }
  }
}

TEST(SessionTransitions, NameTheStateAndWhatIsAllowed) {
  const absl::Status status = Transitions().Check("coachingSessions/x", v1::COACHING_SESSION_STATE_SCHEDULED,
                                                  v1::COACHING_SESSION_STATE_VOIDED);
  ASSERT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  const auto info = ErrorInfoOf(status);
  EXPECT_EQ(info->metadata().at("state"), "SCHEDULED");
  EXPECT_EQ(info->metadata().at("allowed"), "IN_PROGRESS,HELD,CANCELLED,NO_SHOW");
}

TEST(SessionView, IsFullForParticipantsSummaryForOverseersAndNothingElse) {
  EXPECT_EQ(ViewFor({.part = Part::kCoach}), common::v1::VIEW_FULL);
  EXPECT_EQ(ViewFor({.part = Part::kAttendee, .hr_admin = true}), common::v1::VIEW_FULL);
  EXPECT_EQ(ViewFor({.line_manager = true}), common::v1::VIEW_SUMMARY);
  EXPECT_EQ(ViewFor({.hr_admin = true}), common::v1::VIEW_SUMMARY);
  EXPECT_EQ(ViewFor({.auditor = true}), common::v1::VIEW_SUMMARY);
  EXPECT_EQ(ViewFor({}), std::nullopt);
}

TEST(SessionView, SummaryWithholdsWhatWasSaid) {
  v1::CoachingSession session = Session(v1::COACHING_SESSION_STATE_HELD);
  Acknowledge(session, "people/ana", kNow, "thanks");
  session.add_goals("goals/x");
  session.add_evidence()->set_excerpt("…");
  const v1::CoachingSession summary = Shaped(session, common::v1::VIEW_SUMMARY);
  EXPECT_EQ(summary.behaviours_size() + summary.goals_size() + summary.evidence_size() +
                summary.acknowledgements_size(),
            0);
  EXPECT_EQ(summary.focus_area(), "Opening");
  EXPECT_EQ(summary.attendees_size(), 2);
  EXPECT_TRUE(summary.has_held_time());
  EXPECT_EQ(Shaped(session, common::v1::VIEW_FULL).acknowledgements_size(), 1);
}

TEST(SessionFields, CoachIsNotAnAttendee) {
  v1::CoachingSession session = Session(v1::COACHING_SESSION_STATE_HELD);
  EXPECT_THAT(FieldsOf(session), IsOk());
  session.set_coach("people/ben");
  EXPECT_THAT(FieldsOf(session), ViolatesField("coaching_session.attendees[1]"));
}

TEST(SessionFields, HaveExactlyOneOfTheTwoTimes) {
  v1::CoachingSession session = Session(v1::COACHING_SESSION_STATE_HELD);
  *session.mutable_scheduled_time() = ToTimestamp(kNow);
  EXPECT_THAT(FieldsOf(session), ViolatesField("coaching_session.held_time"));
  session.clear_held_time();
  EXPECT_THAT(FieldsOf(session), IsOk());
  session.clear_scheduled_time();
  EXPECT_THAT(FieldsOf(session), ViolatesField("coaching_session.held_time"));
}

TEST(SessionFields, PlansEndWithTheYears) {
  v1::CoachingSession session = Session(v1::COACHING_SESSION_STATE_SCHEDULED);
  session.clear_held_time();
  *session.mutable_scheduled_time() = ToTimestamp(kLatestPlan);
  EXPECT_EQ(kLatestPlan, absl::FromCivil(absl::CivilDay(9999, 12, 1), absl::UTCTimeZone()));
  EXPECT_THAT(FieldsOf(session), IsOk());
  *session.mutable_scheduled_time() = ToTimestamp(kLatestPlan + absl::Microseconds(1));
  EXPECT_THAT(FieldsOf(session), ViolatesField("coaching_session.scheduled_time"));
}

TEST(SessionContent, IsOpenUntilItIsHeldOrOver) {
  for (int state = v1::CoachingSessionState_MIN; state <= v1::CoachingSessionState_MAX; ++state) {
    const auto one = static_cast<v1::CoachingSessionState>(state);
    EXPECT_EQ(IsOpen(one),
              one == v1::COACHING_SESSION_STATE_SCHEDULED || one == v1::COACHING_SESSION_STATE_IN_PROGRESS)
        << state;
  }
}

TEST(SessionFields, HeldTimeIsAtMostAMinuteAhead) {
  v1::CoachingSession session = Session(v1::COACHING_SESSION_STATE_HELD);
  *session.mutable_held_time() = ToTimestamp(kNow + absl::Minutes(1));
  EXPECT_THAT(FieldsOf(session), IsOk());
  *session.mutable_held_time() = ToTimestamp(kNow + absl::Minutes(1) + absl::Microseconds(1));
  EXPECT_THAT(FieldsOf(session), ViolatesField("coaching_session.held_time"));
}

TEST(SessionFields, FollowUpComesAfterTheSession) {
  v1::CoachingSession session = Session(v1::COACHING_SESSION_STATE_HELD);
  *session.mutable_follow_up_time() = ToTimestamp(kNow);
  EXPECT_THAT(FieldsOf(session), ViolatesField("coaching_session.follow_up_time"));
  *session.mutable_follow_up_time() = ToTimestamp(kNow + absl::Hours(1));
  EXPECT_THAT(FieldsOf(session), IsOk());
}

TEST(Voiding, IsTheCoachsForADayWhileNobodyHasAcknowledged) {
  v1::CoachingSession session = Session(v1::COACHING_SESSION_STATE_HELD);
  const bool by_coach = false;
  EXPECT_THAT(CheckVoid(session, kNow - absl::Hours(24), by_coach, kNow), IsOk());
  EXPECT_THAT(CheckVoid(session, kNow - absl::Hours(24) - absl::Seconds(1), by_coach, kNow),
              StatusIs(absl::StatusCode::kFailedPrecondition, "VOID_WINDOW_CLOSED"));
  Acknowledge(session, "people/ben", kNow, "");
  EXPECT_THAT(CheckVoid(session, kNow, by_coach, kNow),
              StatusIs(absl::StatusCode::kFailedPrecondition, "ALREADY_ACKNOWLEDGED"));
}

TEST(Voiding, IsHrsAtAnyTimeFromHeldAndAcknowledged) {
  const bool by_hr = true;
  for (int state = v1::COACHING_SESSION_STATE_SCHEDULED; state <= v1::COACHING_SESSION_STATE_VOIDED;
       ++state) {
    const auto session = Session(static_cast<v1::CoachingSessionState>(state));
    const bool allowed =
        state == v1::COACHING_SESSION_STATE_HELD || state == v1::COACHING_SESSION_STATE_ACKNOWLEDGED;
    EXPECT_EQ(CheckVoid(session, kNow - absl::Hours(9999), by_hr, kNow).ok(), allowed) << state;
  }
}

TEST(Acknowledging, IsDoneOnceByEachAttendeeInTheirOrder) {
  v1::CoachingSession session = Session(v1::COACHING_SESSION_STATE_HELD);
  const auto nobody_left = [](std::string_view) { return false; };
  Acknowledge(session, "people/ben", kNow, "second");
  EXPECT_FALSE(AllHaveAcknowledged(session, nobody_left));
  EXPECT_TRUE(AllHaveAcknowledged(session, [](std::string_view person) { return person == "people/ana"; }));
  Acknowledge(session, "people/ana", kNow, "first");
  ASSERT_EQ(session.acknowledgements_size(), 2);
  EXPECT_EQ(session.acknowledgements(0).comment(), "first");
  EXPECT_TRUE(AllHaveAcknowledged(session, nobody_left));
  EXPECT_THAT(CheckAcknowledge(session, "people/ana"),
              StatusIs(absl::StatusCode::kFailedPrecondition, "ALREADY_ACKNOWLEDGED"));
}

TEST(Acknowledging, NeedsASessionThatWasHeld) {
  for (const auto state : {v1::COACHING_SESSION_STATE_SCHEDULED, v1::COACHING_SESSION_STATE_IN_PROGRESS,
                           v1::COACHING_SESSION_STATE_CANCELLED, v1::COACHING_SESSION_STATE_NO_SHOW,
                           v1::COACHING_SESSION_STATE_VOIDED}) {
    EXPECT_THAT(CheckAcknowledge(Session(state), "people/ana"),
                StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  }
  EXPECT_THAT(CheckAcknowledge(Session(v1::COACHING_SESSION_STATE_HELD), "people/ana"), IsOk());
}

}  // namespace
}  // namespace laurel::feedback::coaching_session
