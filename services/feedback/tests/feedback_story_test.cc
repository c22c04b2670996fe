// What happens to feedback from its first word to its end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::ElementsAre;
using Stub = v1::FeedbackService::Stub;

constexpr auto kDenied = absl::StatusCode::kPermissionDenied;
constexpr auto kNotFound = absl::StatusCode::kNotFound;

class FeedbackStory : public ::testing::Test {
 protected:
  template <typename Request>
  absl::StatusOr<v1::Feedback> Do(const std::string& person, auto method, const std::string& name) {
    auto request = Named<Request>(name);
    request.set_reason("as it should be");
    return suite.As(person, method, request);
  }
  absl::StatusOr<v1::Feedback> Submit(const std::string& person, const std::string& name) {
    return Do<v1::SubmitFeedbackRequest>(person, &Stub::SubmitFeedback, name);
  }
  absl::StatusOr<v1::Feedback> Discard(const std::string& person, const std::string& name) {
    return Do<v1::DiscardFeedbackRequest>(person, &Stub::DiscardFeedback, name);
  }
  absl::StatusOr<v1::Feedback> Acknowledge(const std::string& person, const std::string& name) {
    return Do<v1::AcknowledgeFeedbackRequest>(person, &Stub::AcknowledgeFeedback, name);
  }
  absl::StatusOr<v1::Feedback> Retract(const std::string& person, const std::string& name) {
    return Do<v1::RetractFeedbackRequest>(person, &Stub::RetractFeedback, name);
  }
  absl::StatusOr<v1::Feedback> Get(const std::string& person, const std::string& name) {
    return suite.As(person, &Stub::GetFeedback, Named<v1::GetFeedbackRequest>(name));
  }
  std::int64_t Count(const std::string& rows) {
    return suite.database.QueryInt("SELECT COUNT(*) FROM " + rows);
  }

  Suite suite;
};

TEST_F(FeedbackStory, ADraftIsStoredAsItWasWritten) {
  const std::string session = suite.Held(kCarla, {kAna}).name();
  auto request = FeedbackRequest(kAna);
  request.set_submit(false);
  v1::Feedback& wanted = *request.mutable_feedback();
  wanted.set_next_step("Close the ticket the same day");
  wanted.set_focus_area("Closing");
  wanted.add_competencies("Empathy");
  wanted.add_goals("goals/" + kNobody);
  wanted.set_session(session);
  wanted.add_evidence()->set_system("zendesk");
  *wanted.mutable_evidence(0)->mutable_occurred_time() =
      ToTimestamp(suite.clock.Now() - absl::Nanoseconds(1500));
  wanted.mutable_evidence(0)->mutable_occurred_time()->set_nanos(1'234'567);
  wanted.set_state(v1::FEEDBACK_STATE_ACKNOWLEDGED);
  const auto made = suite.As(kCarla, &Stub::CreateFeedback, request);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->state(), v1::FEEDBACK_STATE_DRAFT);
  EXPECT_EQ(made->visibility(), v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER);
  EXPECT_EQ(made->author(), Person(kCarla));
  EXPECT_EQ(made->creator(), Person(kCarla));
  EXPECT_FALSE(made->has_submit_time());
  EXPECT_EQ(made->evidence(0).occurred_time().nanos(), 1'234'000);
  EXPECT_EQ(Get(kCarla, made->name())->SerializeAsString(), made->SerializeAsString());
  EXPECT_THAT(Get(kAna, made->name()), StatusIs(kNotFound));
  EXPECT_EQ(Count("feedback_revision"), 0);
}

TEST_F(FeedbackStory, ADraftIsRewrittenAndThenReadAndAcknowledged) {
  const v1::Feedback draft = suite.Drafted(kPeer, kBen, v1::FEEDBACK_VISIBILITY_PRIVATE);
  v1::UpdateFeedbackRequest rewrite;
  *rewrite.mutable_feedback() = draft;
  rewrite.mutable_feedback()->set_subject(Person(kAna));
  rewrite.mutable_feedback()->set_growth_areas("Writes too little");
  rewrite.mutable_feedback()->set_strengths("not named by the mask");
  for (const char* field : {"subject", "growth_areas", "visibility"}) {
    rewrite.mutable_update_mask()->add_paths(field);
  }
  rewrite.mutable_feedback()->clear_visibility();
  suite.Pass(absl::Hours(1));
  const auto rewritten = suite.As(kPeer, &Stub::UpdateFeedback, rewrite);
  ASSERT_THAT(rewritten, IsOk());
  EXPECT_EQ(rewritten->strengths(), draft.strengths());
  EXPECT_EQ(rewritten->growth_areas(), "Writes too little");
  EXPECT_EQ(rewritten->visibility(), v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER);
  EXPECT_NE(rewritten->etag(), draft.etag());
  EXPECT_EQ(rewritten->state_time().seconds(), draft.state_time().seconds());

  suite.Pass(absl::Hours(1));
  const auto given = Submit(kPeer, draft.name());
  ASSERT_THAT(given, IsOk());
  EXPECT_EQ(FromTimestamp(given->submit_time()), suite.clock.Now());
  EXPECT_EQ(Get(kPeer, draft.name())->SerializeAsString(), given->SerializeAsString());
  EXPECT_EQ(Get(kAna, draft.name())->SerializeAsString(), given->SerializeAsString());
  EXPECT_EQ(Get(kCarla, draft.name())->growth_areas(), "Writes too little");
  EXPECT_EQ(Count("feedback_revision WHERE n = 1 AND growth_areas = 'Writes too little'"), 1);

  suite.Pass(absl::Hours(2));
  auto acknowledge = Named<v1::AcknowledgeFeedbackRequest>(draft.name());
  acknowledge.set_comment("Thank you");
  acknowledge.set_etag(given->etag());
  const auto acknowledged = suite.As(kAna, &Stub::AcknowledgeFeedback, acknowledge);
  ASSERT_THAT(acknowledged, IsOk());
  EXPECT_EQ(acknowledged->state(), v1::FEEDBACK_STATE_ACKNOWLEDGED);
  EXPECT_EQ(acknowledged->acknowledge_comment(), "Thank you");
  EXPECT_EQ(FromTimestamp(acknowledged->acknowledge_time()), suite.clock.Now());
  EXPECT_EQ(Get(kPeer, draft.name())->SerializeAsString(), acknowledged->SerializeAsString());
  EXPECT_EQ(Count("status_change JOIN feedback ON id = resource"), 3);
}

TEST_F(FeedbackStory, WhatIsSentAtOnceWasNeverADraft) {
  const v1::Feedback given = suite.Given(kPeer, kAna);
  EXPECT_EQ(given.state(), v1::FEEDBACK_STATE_SUBMITTED);
  EXPECT_EQ(FromTimestamp(given.submit_time()), FromTimestamp(given.create_time()));
  EXPECT_EQ(Get(kAna, given.name())->SerializeAsString(), given.SerializeAsString());
  EXPECT_EQ(Count("status_change WHERE from_state = 0 AND to_state = 2"), 1);
  EXPECT_EQ(Count("status_change"), 1);
  EXPECT_EQ(Count("feedback_revision"), 1);
}

TEST_F(FeedbackStory, ATeamIsThatOfTheDayOnWhichItWasSubmitted) {
  const std::string team = org::kTeamPattern.Format({org::testing::TestId(50)});
  const v1::Feedback draft = suite.Drafted(kStranger, kAna, v1::FEEDBACK_VISIBILITY_TEAM);
  EXPECT_EQ(draft.audience_teams_size(), 0);
  const auto given = Submit(kStranger, draft.name());
  ASSERT_THAT(given, IsOk());
  EXPECT_THAT(given->audience_teams(), ElementsAre(team));
  EXPECT_EQ(Count("feedback_team"), 1);
  EXPECT_THAT(Get(kPeer, draft.name()), IsOk());
  EXPECT_THAT(Get(kBen, draft.name()), StatusIs(kNotFound));
  auto later = Organization();
  later.Member(org::testing::TestId(50), kBen).Team(org::testing::TestId(51));
  later.Member(org::testing::TestId(51), kAna);
  suite.organization.Set(later.Build(2), suite.clock.Now());
  EXPECT_THAT(Get(kBen, draft.name()), IsOk());
  EXPECT_THAT(Get(kAna, draft.name())->audience_teams(), ElementsAre(team));
}

TEST_F(FeedbackStory, OnlyTheSubjectAcknowledges) {
  const std::string name = suite.Given(kPeer, kAna).name();
  for (const std::string& person : {kPeer, kCarla, kHr, kAuditor}) {
    EXPECT_THAT(Acknowledge(person, name), StatusIs(kDenied, "PERMISSION_DENIED")) << person;
  }
  EXPECT_THAT(Acknowledge(kStranger, name), StatusIs(kNotFound));
  const std::string kept = suite.Given(kPeer, kAna, v1::FEEDBACK_VISIBILITY_MANAGER_ONLY).name();
  EXPECT_THAT(Acknowledge(kAna, kept), StatusIs(kNotFound));
  EXPECT_THAT(Acknowledge(kAna, name), IsOk());
}

TEST_F(FeedbackStory, ADraftIsItsAuthorsAlone) {
  const std::string draft = suite.Drafted(kPeer, kAna).name();
  v1::UpdateFeedbackRequest rewrite;
  rewrite.mutable_feedback()->set_name(draft);
  rewrite.mutable_feedback()->set_strengths("Somebody else's words");
  for (const std::string& person : {kAna, kCarla, kHr, kAuditor}) {
    EXPECT_THAT(Submit(person, draft), StatusIs(kNotFound));
    EXPECT_THAT(Discard(person, draft), StatusIs(kNotFound));
    EXPECT_THAT(Retract(person, draft), StatusIs(kNotFound));
    EXPECT_THAT(suite.As(person, &Stub::UpdateFeedback, rewrite), StatusIs(kNotFound));
  }
  rewrite.mutable_feedback()->set_name(suite.Given(kPeer, kAna).name());
  for (const std::string& person : {kAna, kCarla, kHr}) {
    EXPECT_THAT(suite.As(person, &Stub::UpdateFeedback, rewrite), StatusIs(kDenied, "PERMISSION_DENIED"));
    EXPECT_THAT(Submit(person, rewrite.feedback().name()), StatusIs(kDenied, "PERMISSION_DENIED"));
    EXPECT_THAT(Discard(person, rewrite.feedback().name()), StatusIs(kDenied, "PERMISSION_DENIED"));
  }
}

TEST_F(FeedbackStory, ADiscardedDraftStaysWithItsAuthor) {
  const std::string draft = suite.Drafted(kPeer, kAna).name();
  const auto discarded = Discard(kPeer, draft);
  ASSERT_THAT(discarded, IsOk());
  EXPECT_EQ(discarded->state(), v1::FEEDBACK_STATE_DISCARDED);
  EXPECT_EQ(Get(kPeer, draft)->SerializeAsString(), discarded->SerializeAsString());
  EXPECT_THAT(Get(kAna, draft), StatusIs(kNotFound));
  EXPECT_THAT(Submit(kPeer, draft), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
}

TEST_F(FeedbackStory, AnAuthorTakesBackWithinAQuarterOfAnHour) {
  const std::string name = suite.Given(kPeer, kAna).name();
  suite.Pass(absl::Minutes(15));
  for (const std::string& person : {kAna, kCarla, kAuditor}) {
    EXPECT_THAT(Retract(person, name), StatusIs(kDenied, "PERMISSION_DENIED")) << person;
  }
  const auto retracted = Retract(kPeer, name);
  ASSERT_THAT(retracted, IsOk());
  EXPECT_EQ(retracted->view(), common::v1::VIEW_FULL);
  EXPECT_EQ(Get(kPeer, name)->SerializeAsString(), retracted->SerializeAsString());
  const auto left = Get(kAna, name);
  ASSERT_THAT(left, IsOk());
  EXPECT_EQ(left->view(), common::v1::VIEW_SUMMARY);
  EXPECT_EQ(left->strengths(), "");
}

TEST_F(FeedbackStory, HrTakesBackAtAnyTimeAndReadsTheSummaryThen) {
  const std::string name = suite.Given(kPeer, kAna).name();
  ASSERT_THAT(Acknowledge(kAna, name), IsOk());
  suite.Pass(absl::Hours(24 * 100));
  const auto retracted = Retract(kHr, name);
  ASSERT_THAT(retracted, IsOk());
  EXPECT_EQ(retracted->view(), common::v1::VIEW_SUMMARY);
  EXPECT_EQ(Get(kHr, name)->SerializeAsString(), retracted->SerializeAsString());
  EXPECT_EQ(Count("status_change WHERE from_state = 3 AND to_state = 5 AND reason = 'as it should be'"), 1);
  const std::string sealed = suite.Given(kPeer, kAna, v1::FEEDBACK_VISIBILITY_PRIVATE).name();
  EXPECT_THAT(Retract(kHr, sealed), StatusIs(kNotFound));
}

TEST_F(FeedbackStory, IsCountedByKindAndStateAndInTheTimeToItsAcknowledgement) {
  const std::string praised = "laurel_feedback_submitted_total{kind=\"praise\"} 0";
  EXPECT_NE(suite.registry.Serialize().find(praised), std::string::npos);
  const std::string name = suite.Given(kPeer, kAna).name();
  suite.Drafted(kPeer, kBen);
  suite.Pass(absl::Minutes(10));
  ASSERT_THAT(Acknowledge(kAna, name), IsOk());
  BusinessMetricsReader reader(suite.metrics, *suite.db, suite.organization);
  ASSERT_THAT(reader.Read(suite.clock.Now(), suite.clock.Now() + absl::Minutes(1)), IsOk());
  const std::string text = suite.registry.Serialize();
  for (const char* series :
       {"laurel_feedback_submitted_total{kind=\"mixed\"} 1", "laurel_feedback_ack_delay_seconds_sum 600",
        "laurel_feedback_ack_delay_seconds_count 1", "laurel_feedback{state=\"draft\"} 1",
        "laurel_feedback{state=\"acknowledged\"} 1", "laurel_feedback{state=\"retracted\"} 0"}) {
    EXPECT_NE(text.find(series), std::string::npos) << series;
  }
}

}  // namespace
}  // namespace laurel::feedback::testing
