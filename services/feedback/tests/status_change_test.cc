// How something came into its states, as those may read it who read the thing itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/tests/permissions.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Stub = v1::CoachingService::Stub;

class StatusChanges : public Permissions {
 protected:
  absl::StatusOr<v1::ListStatusChangesResponse> List(const std::string& person, const std::string& parent) {
    v1::ListStatusChangesRequest request;
    request.set_parent(parent);
    return suite.As(person, &Stub::ListStatusChanges, request);
  }
  // "FROM>TO actor reason", without the prefix of the enum; the actor as the last two digits of the id.
  std::vector<std::string> Story(const std::string& person, const std::string& parent) {
    std::vector<std::string> story;
    const auto page = List(person, parent);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return story;
    for (const common::v1::StatusChange& change : page->status_changes()) {
      EXPECT_TRUE(change.name().starts_with(parent + "/statusChanges/")) << change.name();
      const auto state = [](const std::string& name) {
        const std::size_t prefix = name.find("_STATE_");
        return prefix == std::string::npos ? name : name.substr(prefix + 7);
      };
      const std::string actor =
          change.actor().empty() ? "" : change.actor().substr(change.actor().size() - 2);
      story.push_back(state(change.from_state()) + ">" + state(change.to_state()) + " " + actor + " " +
                      change.reason());
    }
    return story;
  }
  template <typename Request, typename Service = Stub, typename Method>
  void Do(const std::string& person, Method method, const std::string& name, const std::string& reason) {
    auto request = Named<Request>(name);
    request.set_reason(reason);
    suite.Pass(absl::Minutes(1));
    ASSERT_THAT(suite.As(person, method, request), IsOk());
  }
};

std::string Digits(const std::string& person) { return person.substr(person.size() - 2); }

TEST_F(StatusChanges, OfASessionTellWhoWhenAndWhy) {
  const std::string session = suite.Scheduled(kCoach, {kAna}).name();
  Do<v1::StartCoachingSessionRequest>(kCoach, &Stub::StartCoachingSession, session, "early");
  Do<v1::HoldCoachingSessionRequest>(kCoach, &Stub::HoldCoachingSession, session, "");
  const absl::Time held = suite.clock.Now();
  Do<v1::AcknowledgeCoachingSessionRequest>(kAna, &Stub::AcknowledgeCoachingSession, session, "read");
  Do<v1::VoidCoachingSessionRequest>(kHr, &Stub::VoidCoachingSession, session, "logged twice");
  EXPECT_THAT(
      Story(kAna, session),
      ElementsAre(">SCHEDULED " + Digits(kCoach) + " ", "SCHEDULED>IN_PROGRESS " + Digits(kCoach) + " early",
                  "IN_PROGRESS>HELD " + Digits(kCoach) + " ", "HELD>ACKNOWLEDGED " + Digits(kAna) + " read",
                  "ACKNOWLEDGED>VOIDED " + Digits(kHr) + " logged twice"));
  EXPECT_EQ(FromTimestamp(List(kAna, session)->status_changes(2).time()), held);
}

TEST_F(StatusChanges, OfAnActionItemTellItsStates) {
  const std::string item = suite.Item(kCarla, kAna).name();
  Do<v1::CompleteActionItemRequest>(kAna, &Stub::CompleteActionItem, item, "all three");
  Do<v1::ReopenActionItemRequest>(kCarla, &Stub::ReopenActionItem, item, "one is missing");
  EXPECT_THAT(Story(kAna, item),
              ElementsAre(">OPEN " + Digits(kCarla) + " ", "OPEN>DONE " + Digits(kAna) + " all three",
                          "DONE>OPEN " + Digits(kCarla) + " one is missing"));
}

TEST_F(StatusChanges, OfFeedbackTellItsStates) {
  const std::string piece = suite.Drafted(kCarla, kAna).name();
  using FeedbackStub = Suite::FeedbackStub;
  Do<v1::SubmitFeedbackRequest>(kCarla, &FeedbackStub::SubmitFeedback, piece, "");
  Do<v1::AcknowledgeFeedbackRequest>(kAna, &FeedbackStub::AcknowledgeFeedback, piece, "read");
  EXPECT_THAT(Story(kAna, piece),
              ElementsAre(">DRAFT " + Digits(kCarla) + " ", "DRAFT>SUBMITTED " + Digits(kCarla) + " ",
                          "SUBMITTED>ACKNOWLEDGED " + Digits(kAna) + " read"));
}

// Full, Summary and Not found are those of Get; a summary is without reasons.
TEST_F(StatusChanges, AreReadByThoseWhoReadTheThingItself) {
  const std::string session = suite.Scheduled(kCoach, {kAna}).name();
  Do<v1::CancelCoachingSessionRequest>(kCoach, &Stub::CancelCoachingSession, session, "ill");
  const std::string item = suite.Item(kCarla, kAna).name();
  Do<v1::DropActionItemRequest>(kAna, &Stub::DropActionItem, item, "ill");
  const std::string piece = suite.Given(kCarla, kAna).name();
  Do<v1::RetractFeedbackRequest>(kCarla, &Suite::FeedbackStub::RetractFeedback, piece, "ill");
  const auto outcome = [&](const std::string& person, const std::string& parent) {
    const auto page = List(person, parent);
    if (!page.ok()) return Outcome(page);
    EXPECT_GE(page->status_changes_size(), 2);
    return page->status_changes().rbegin()->reason() == "ill" ? 'F' : 'S';
  };
  for (const std::string* person : {&kAna, &kBen, &kCarla, &kSkip, &kTop, &kCoach, &kLead, &kPeer, &kFormer,
                                    &kHr, &kAuditor, &kStranger}) {
    EXPECT_EQ(outcome(*person, session), Outcome(suite.As(*person, &Stub::GetCoachingSession,
                                                          Named<v1::GetCoachingSessionRequest>(session))));
    EXPECT_EQ(outcome(*person, item),
              Outcome(suite.As(*person, &Stub::GetActionItem, Named<v1::GetActionItemRequest>(item))));
    EXPECT_EQ(outcome(*person, piece), Outcome(suite.As(*person, &Suite::FeedbackStub::GetFeedback,
                                                        Named<v1::GetFeedbackRequest>(piece))));
  }
  for (const char* parent : {"coachingSessions/", "actionItems/", "feedback/"}) {
    EXPECT_THAT(List(kHr, parent + kNobody), StatusIs(absl::StatusCode::kNotFound));
  }
  EXPECT_THAT(List(kHr, "notes/" + kNobody), ViolatesField("parent"));
}

TEST_F(StatusChanges, ComeInPagesOldestFirst) {
  const std::string item = suite.Item(kCarla, kAna).name();
  for (int i = 0; i < 2; ++i) {
    Do<v1::CompleteActionItemRequest>(kAna, &Stub::CompleteActionItem, item, "");
    Do<v1::ReopenActionItemRequest>(kAna, &Stub::ReopenActionItem, item, "");
  }
  v1::ListStatusChangesRequest request;
  request.set_parent(item);
  request.set_page_size(2);
  std::vector<std::string> names;
  do {
    const auto page = suite.As(kAna, &Stub::ListStatusChanges, request);
    ASSERT_THAT(page, IsOk());
    for (const common::v1::StatusChange& change : page->status_changes()) names.push_back(change.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, SizeIs(5));
  EXPECT_TRUE(std::ranges::is_sorted(names));
  request.set_page_token("x");
  EXPECT_THAT(suite.As(kAna, &Stub::ListStatusChanges, request), ViolatesField("page_token"));
}

TEST_F(StatusChanges, TellWhatWasMovedAndWhoIsToCome) {
  const v1::CoachingSession planned = suite.Scheduled(kCarla, {kAna});
  v1::RescheduleCoachingSessionRequest move;
  move.set_name(planned.name());
  move.set_reason("holiday");
  *move.mutable_scheduled_time() = ToTimestamp(suite.clock.Now() + absl::Hours(72));
  ASSERT_THAT(suite.As(kCarla, &Stub::RescheduleCoachingSession, move), IsOk());
  v1::UpdateCoachingSessionRequest update;
  update.mutable_coaching_session()->set_name(planned.name());
  update.mutable_coaching_session()->add_attendees(Person(kBen));
  update.mutable_update_mask()->add_paths("attendees");
  ASSERT_THAT(suite.As(kCarla, &Stub::UpdateCoachingSession, update), IsOk());
  const auto page = List(kBen, planned.name());
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->status_changes_size(), 3);
  const common::v1::StatusChange& moved = page->status_changes(1);
  EXPECT_EQ(moved.from_state(), "COACHING_SESSION_STATE_SCHEDULED");
  EXPECT_EQ(moved.to_state(), moved.from_state());
  EXPECT_EQ(moved.reason(), "holiday");
  EXPECT_EQ(FromTimestamp(moved.former_scheduled_time()), FromTimestamp(planned.scheduled_time()));
  EXPECT_EQ(FromTimestamp(moved.scheduled_time()), FromTimestamp(move.scheduled_time()));
  const common::v1::StatusChange& changed = page->status_changes(2);
  EXPECT_FALSE(changed.has_scheduled_time());
  EXPECT_THAT(changed.attendees_added(), ElementsAre(Person(kBen)));
  EXPECT_THAT(changed.attendees_removed(), ElementsAre(Person(kAna)));
}

}  // namespace
}  // namespace laurel::feedback::testing
