// Bad input: a clear status naming the field, never INTERNAL, never half a write.
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

class BadInput : public ::testing::Test {
 protected:
  auto Create(const v1::CreateCoachingSessionRequest& request, const std::string& person = kCarla) {
    return suite.As(person, &Stub::CreateCoachingSession, request);
  }
  v1::CreateCoachingSessionRequest Good() { return LogRequest({kAna}, suite.clock.Now()); }
  std::int64_t Rows() {
    return suite.database.QueryInt(
        "SELECT (SELECT COUNT(*) FROM coaching_session) + (SELECT COUNT(*) FROM note) + "
        "(SELECT COUNT(*) FROM action_item) + (SELECT COUNT(*) FROM status_change)");
  }

  Suite suite;
};

TEST_F(BadInput, AnUnknownPersonIsNamedWhereverTheyStand) {
  auto request = Good();
  request.mutable_coaching_session()->add_attendees(Person(kNobody));
  EXPECT_THAT(Create(request), ViolatesField("coaching_session.attendees[1]"));
  v1::ListCoachingSessionsRequest list;
  list.set_attendee(Person(kNobody));
  EXPECT_THAT(suite.As(kCarla, &Stub::ListCoachingSessions, list), ViolatesField("attendee"));
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateActionItem, ItemRequest(kNobody)),
              ViolatesField("action_item.owner"));
  v1::GetCoachingCoverageRequest coverage;
  coverage.set_manager(Person(kNobody));
  EXPECT_THAT(suite.As(kCarla, &Stub::GetCoachingCoverage, coverage), ViolatesField("manager"));
  EXPECT_EQ(Rows(), 0);
}

TEST_F(BadInput, ALeaverGetsNothingNew) {
  EXPECT_THAT(Create(LogRequest({kGone}, suite.clock.Now())),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateActionItem, ItemRequest(kGone)),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  EXPECT_EQ(Rows(), 0);
}

TEST_F(BadInput, FieldsThatContradictEachOtherAreNamed) {
  auto request = Good();
  request.mutable_coaching_session()->set_coach(Person(kAna));
  EXPECT_THAT(Create(request), ViolatesField("coaching_session.attendees[0]"));

  request = Good();
  *request.mutable_coaching_session()->mutable_scheduled_time() = ToTimestamp(suite.clock.Now());
  EXPECT_THAT(Create(request), ViolatesField("coaching_session.held_time"));

  request = LogRequest({kAna}, suite.clock.Now() + absl::Minutes(2));
  EXPECT_THAT(Create(request), ViolatesField("coaching_session.held_time"));

  request = Good();
  *request.add_action_items() = ItemRequest(kBen).action_item();
  EXPECT_THAT(Create(request), ViolatesField("action_items[0].owner"));

  v1::ListCoachingSessionsRequest list;
  *list.mutable_start_time() = ToTimestamp(suite.clock.Now());
  *list.mutable_end_time() = ToTimestamp(suite.clock.Now() - absl::Hours(1));
  EXPECT_THAT(suite.As(kCarla, &Stub::ListCoachingSessions, list), ViolatesField("end_time"));

  v1::ListActionItemsRequest items;
  items.set_coach(Person(kCarla));
  EXPECT_THAT(suite.As(kCarla, &Stub::ListActionItems, items), ViolatesField("attendee"));
  EXPECT_EQ(Rows(), 0);
}

TEST_F(BadInput, TextIsCountedInCodePoints) {
  const std::string session = suite.Held(kCarla, {kAna}).name();
  std::string longest;
  for (int i = 0; i < 8000; ++i) longest += "é";
  EXPECT_THAT(suite.As(kCarla, &Stub::AddNote, NoteRequest(session, longest)), IsOk());
  EXPECT_THAT(suite.As(kCarla, &Stub::AddNote, NoteRequest(session, longest + "é")),
              ViolatesField("note.text"));
  EXPECT_THAT(suite.As(kCarla, &Stub::AddNote, NoteRequest(session, " \n ")), ViolatesField("note.text"));
  EXPECT_THAT(suite.As(kCarla, &Stub::AddNote, NoteRequest(session, "bell\a")), ViolatesField("note.text"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM note"), 1);
}

TEST_F(BadInput, OddTextIsStoredAsItCame) {
  const std::string session = suite.Held(kCarla, {kAna}).name();
  const std::string odd = "'; DROP TABLE note; -- %_\\ \xF0\x9F\x8C\xBF \"quoted\"";
  ASSERT_THAT(suite.As(kCarla, &Stub::AddNote, NoteRequest(session, odd)), IsOk());
  v1::ListNotesRequest list;
  list.set_parent(session);
  EXPECT_EQ(suite.As(kAna, &Stub::ListNotes, list)->notes(0).text(), odd);
}

TEST_F(BadInput, AWrongStateNamesTheAllowedOnes) {
  const std::string planned = suite.Scheduled(kCarla, {kAna}).name();
  const auto early = suite.As(kAna, &Stub::AcknowledgeCoachingSession,
                              Named<v1::AcknowledgeCoachingSessionRequest>(planned));
  ASSERT_THAT(early, StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  const auto info = ErrorInfoOf(early.status());
  EXPECT_EQ(info->metadata().at("state"), "SCHEDULED");
  EXPECT_EQ(info->metadata().at("allowed"), "IN_PROGRESS,HELD,CANCELLED,NO_SHOW");
  const std::string held = suite.Held(kCarla, {kAna}).name();
  EXPECT_THAT(suite.As(kCarla, &Stub::HoldCoachingSession, Named<v1::HoldCoachingSessionRequest>(held)),
              StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
}

TEST_F(BadInput, AStaleEtagIsAbortedWithTheCurrentOne) {
  const v1::ActionItem item = suite.Item(kCarla, kAna);
  v1::UpdateActionItemRequest update;
  update.mutable_action_item()->set_name(item.name());
  update.mutable_action_item()->set_etag(item.etag());
  update.mutable_action_item()->set_text("Listen to four calls");
  const auto changed = suite.As(kAna, &Stub::UpdateActionItem, update);
  ASSERT_THAT(changed, IsOk());
  const auto stale = suite.As(kCarla, &Stub::UpdateActionItem, update);
  ASSERT_THAT(stale, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_EQ(ErrorInfoOf(stale.status())->metadata().at("current_etag"), changed->etag());
  auto hold = Named<v1::HoldCoachingSessionRequest>(suite.Scheduled(kCarla, {kAna}).name());
  hold.set_etag(changed->etag());
  EXPECT_THAT(suite.As(kCarla, &Stub::HoldCoachingSession, hold),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
}

TEST_F(BadInput, APageTokenIsBoundToCallerAndArguments) {
  for (int i = 0; i < 3; ++i) suite.Held(kCarla, {kAna}, absl::Hours(i));
  v1::ListCoachingSessionsRequest list;
  list.set_attendee(Person(kAna));
  list.set_page_size(1);
  const std::string token = suite.As(kCarla, &Stub::ListCoachingSessions, list)->next_page_token();
  ASSERT_FALSE(token.empty());
  list.set_page_token(token);
  list.set_page_size(2);
  EXPECT_THAT(suite.As(kCarla, &Stub::ListCoachingSessions, list), IsOk());
  EXPECT_THAT(suite.As(kAna, &Stub::ListCoachingSessions, list), ViolatesField("page_token"));
  list.set_state(v1::COACHING_SESSION_STATE_HELD);
  EXPECT_THAT(suite.As(kCarla, &Stub::ListCoachingSessions, list), ViolatesField("page_token"));
  list.clear_state();
  std::string altered = token;
  altered[altered.size() / 2] = altered[altered.size() / 2] == 'A' ? 'B' : 'A';
  list.set_page_token(altered);
  EXPECT_THAT(suite.As(kCarla, &Stub::ListCoachingSessions, list), ViolatesField("page_token"));
  list.clear_page_token();
  list.set_page_size(-1);
  EXPECT_THAT(suite.As(kCarla, &Stub::ListCoachingSessions, list), ViolatesField("page_size"));
}

TEST_F(BadInput, ASessionThatOneMayNotReadIsNotThere) {
  const std::string session = suite.Held(kCoach, {kAna}).name();
  const std::string unknown = "coachingSessions/" + kNobody;
  for (const std::string& name : {session, unknown}) {
    const auto get =
        suite.As(kStranger, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(name));
    EXPECT_THAT(get, StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND"));
    EXPECT_EQ(get.status().message(), NotFound().operator absl::Status().message());
    EXPECT_THAT(suite.As(kStranger, &Stub::CreateActionItem, ItemRequest(kStranger, name)),
                ViolatesField("action_item.session"));
    auto hold = Named<v1::HoldCoachingSessionRequest>(name);
    hold.set_etag("stale");
    EXPECT_THAT(suite.As(kStranger, &Stub::HoldCoachingSession, hold), StatusIs(absl::StatusCode::kNotFound));
  }
}

TEST_F(BadInput, ValidateOnlyChecksEverythingAndDoesNothing) {
  auto request = Good();
  request.set_validate_only(true);
  *request.add_action_items() = ItemRequest(kAna).action_item();
  EXPECT_THAT(Create(request), IsOk());
  EXPECT_THAT(Create(request, kStranger), StatusIs(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT"));
  auto item = ItemRequest(kAna);
  item.set_validate_only(true);
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateActionItem, item), IsOk());
  EXPECT_THAT(suite.As(kPeer, &Stub::CreateActionItem, item),
              StatusIs(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT"));
  EXPECT_EQ(Rows(), 0);
}

}  // namespace
}  // namespace laurel::feedback::testing
