// What happens to sessions and their notes from their making to their end.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using Stub = v1::CoachingService::Stub;

class SessionStory : public ::testing::Test {
 protected:
  absl::StatusOr<v1::CoachingSession> Acknowledge(const std::string& person, const std::string& name) {
    auto request = Named<v1::AcknowledgeCoachingSessionRequest>(name);
    request.set_comment("thank you");
    return suite.As(person, &Stub::AcknowledgeCoachingSession, request);
  }
  absl::StatusOr<v1::CoachingSession> Void(const std::string& person, const std::string& name) {
    auto request = Named<v1::VoidCoachingSessionRequest>(name);
    request.set_reason("logged twice");
    return suite.As(person, &Stub::VoidCoachingSession, request);
  }
  v1::CoachingSession Get(const std::string& person, const std::string& name) {
    return suite.As(person, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(name))
        .value_or(v1::CoachingSession());
  }

  Suite suite;
};

TEST_F(SessionStory, ASessionIsStoredAsItWasLogged) {
  auto request = LogRequest({kAna}, suite.clock.Now() - absl::Nanoseconds(1500));
  v1::CoachingSession& wanted = *request.mutable_coaching_session();
  wanted.add_behaviours("Greets by name");
  wanted.add_goals("goals/" + kNobody);
  *wanted.mutable_follow_up_time() = ToTimestamp(suite.clock.Now() + absl::Hours(48));
  wanted.add_evidence()->set_system("telephony");
  wanted.mutable_evidence(0)->set_excerpt("…");
  wanted.set_state(v1::COACHING_SESSION_STATE_VOIDED);
  const auto made = suite.As(kCarla, &Stub::CreateCoachingSession, request);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->state(), v1::COACHING_SESSION_STATE_HELD);
  EXPECT_EQ(made->kind(), v1::COACHING_SESSION_KIND_ONE_ON_ONE);
  EXPECT_EQ(made->coach(), Person(kCarla));
  EXPECT_EQ(made->creator(), Person(kCarla));
  EXPECT_EQ(FromDuration(made->duration()), absl::Minutes(30));
  EXPECT_EQ(Get(kCarla, made->name()).SerializeAsString(), made->SerializeAsString());
  EXPECT_EQ(Get(kAna, made->name()).SerializeAsString(), made->SerializeAsString());
}

TEST_F(SessionStory, NoteAndActionItemsComeWithTheSession) {
  auto request = LogRequest({kAna}, suite.clock.Now());
  request.set_shared_note("Good opening");
  *request.add_action_items() = ItemRequest(kAna).action_item();
  *request.add_action_items() = ItemRequest(kCarla).action_item();
  const auto session = suite.As(kCarla, &Stub::CreateCoachingSession, request);
  ASSERT_THAT(session, IsOk());
  v1::ListNotesRequest notes;
  notes.set_parent(session->name());
  const auto noted = suite.As(kAna, &Stub::ListNotes, notes);
  ASSERT_THAT(noted, IsOk());
  ASSERT_EQ(noted->notes_size(), 1);
  EXPECT_EQ(noted->notes(0).creator(), Person(kCarla));
  const auto own = suite.As(kAna, &Stub::ListActionItems, v1::ListActionItemsRequest());
  ASSERT_THAT(own, IsOk());
  ASSERT_EQ(own->action_items_size(), 1);
  EXPECT_EQ(own->action_items(0).session(), session->name());
  v1::ListActionItemsRequest pair;
  pair.set_coach(Person(kCarla));
  pair.set_attendee(Person(kAna));
  EXPECT_EQ(suite.As(kCarla, &Stub::ListActionItems, pair)->action_items_size(), 2);
  EXPECT_EQ(suite.As(kAna, &Stub::ListActionItems, pair)->action_items_size(), 1);
}

TEST_F(SessionStory, APlannedSessionIsHeldWithWhatWasAgreed) {
  const v1::CoachingSession planned = suite.Scheduled(kCarla, {kAna});
  EXPECT_EQ(planned.state(), v1::COACHING_SESSION_STATE_SCHEDULED);
  suite.Pass(absl::Hours(25));
  auto hold = Named<v1::HoldCoachingSessionRequest>(planned.name());
  hold.set_shared_note("We met");
  hold.set_etag(planned.etag());
  *hold.add_action_items() = ItemRequest(kBen).action_item();
  EXPECT_THAT(suite.As(kCarla, &Stub::HoldCoachingSession, hold), ViolatesField("action_items[0].owner"));
  hold.mutable_action_items(0)->set_owner(Person(kAna));
  *hold.mutable_held_time() = ToTimestamp(suite.clock.Now() + absl::Minutes(2));
  EXPECT_THAT(suite.As(kCarla, &Stub::HoldCoachingSession, hold), ViolatesField("held_time"));
  hold.clear_held_time();
  const auto held = suite.As(kCarla, &Stub::HoldCoachingSession, hold);
  ASSERT_THAT(held, IsOk());
  EXPECT_EQ(held->state(), v1::COACHING_SESSION_STATE_HELD);
  EXPECT_EQ(FromTimestamp(held->held_time()), suite.clock.Now());
  EXPECT_EQ(FromTimestamp(held->scheduled_time()), FromTimestamp(planned.scheduled_time()));
  EXPECT_EQ(Get(kCarla, planned.name()).SerializeAsString(), held->SerializeAsString());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM action_item"), 1);
  EXPECT_EQ(
      suite.database.QueryInt("SELECT COUNT(*) FROM status_change JOIN coaching_session ON id = resource"),
      2);
}

TEST_F(SessionStory, AGroupIsAcknowledgedWithItsLastAttendee) {
  auto request = LogRequest({kAna, kBen}, suite.clock.Now());
  request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_GROUP);
  const std::string name = suite.As(kCarla, &Stub::CreateCoachingSession, request)->name();
  suite.Pass(absl::Hours(1));
  const auto first = Acknowledge(kBen, name);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->state(), v1::COACHING_SESSION_STATE_HELD);
  EXPECT_THAT(Acknowledge(kBen, name),
              StatusIs(absl::StatusCode::kFailedPrecondition, "ALREADY_ACKNOWLEDGED"));
  EXPECT_THAT(Void(kCarla, name), StatusIs(absl::StatusCode::kFailedPrecondition, "ALREADY_ACKNOWLEDGED"));
  const auto second = Acknowledge(kAna, name);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->state(), v1::COACHING_SESSION_STATE_ACKNOWLEDGED);
  ASSERT_EQ(second->acknowledgements_size(), 2);
  EXPECT_EQ(second->acknowledgements(0).person(), Person(kAna));
  EXPECT_EQ(Get(kCarla, name).SerializeAsString(), second->SerializeAsString());
  EXPECT_THAT(Void(kCarla, name), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Void(kHr, name), IsOk());
  EXPECT_EQ(Get(kAna, name).state(), v1::COACHING_SESSION_STATE_VOIDED);
}

TEST_F(SessionStory, AnAttendeeWhoLeftIsNotWaitedFor) {
  const std::string name = suite.Held(kCarla, {kAna, kBen}).name();
  auto records = Organization();
  records.Status(kBen, absl::CivilDay(2026, 1, 14), directory::v1::PERSON_STATE_LEFT);
  suite.organization.Set(records.Build(2), suite.clock.Now());
  EXPECT_EQ(Acknowledge(kAna, name)->state(), v1::COACHING_SESSION_STATE_ACKNOWLEDGED);
}

TEST_F(SessionStory, ACoachVoidsWithinADay) {
  const std::string soon = suite.Held(kCarla, {kAna}).name();
  const std::string late = suite.Held(kCarla, {kAna}).name();
  suite.Pass(absl::Hours(23));
  EXPECT_THAT(Void(kCarla, soon), IsOk());
  suite.Pass(absl::Hours(2));
  EXPECT_THAT(Void(kCarla, late), StatusIs(absl::StatusCode::kFailedPrecondition, "VOID_WINDOW_CLOSED"));
  EXPECT_THAT(Void(kHr, late), IsOk());
  EXPECT_THAT(Void(kHr, late), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
}

TEST_F(SessionStory, SharedNotesAreTakenForThirtyDays) {
  const std::string name = suite.Held(kCarla, {kAna}).name();
  suite.Pass(absl::Hours(24 * 30));
  EXPECT_THAT(suite.As(kAna, &Stub::AddNote, NoteRequest(name, "late")), IsOk());
  suite.Pass(absl::Seconds(1));
  EXPECT_THAT(suite.As(kAna, &Stub::AddNote, NoteRequest(name, "too late")),
              StatusIs(absl::StatusCode::kFailedPrecondition, "NOTES_CLOSED"));
  EXPECT_THAT(suite.As(kAna, &Stub::AddNote, NoteRequest(name, "own", v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE)),
              IsOk());
}

}  // namespace
}  // namespace laurel::feedback::testing
