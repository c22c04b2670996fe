// What is wrong with feedback is said by its own reason, and nothing of it is kept.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using Stub = v1::FeedbackService::Stub;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

// The type of the first violation of its PreconditionFailure; empty without one.
std::string PreconditionOf(const absl::Status& status) {
  google::rpc::PreconditionFailure failure;
  const google::rpc::Status proto = ToProto(status);
  for (const auto& detail : proto.details()) {
    if (detail.UnpackTo(&failure) && failure.violations_size() > 0) return failure.violations(0).type();
  }
  return "";
}

class BadFeedback : public ::testing::Test {
 protected:
  auto Create(const v1::CreateFeedbackRequest& request, const std::string& person = kPeer) {
    return suite.As(person, &Stub::CreateFeedback, request);
  }
  auto Update(const v1::Feedback& wanted, const std::vector<std::string>& fields = {}) {
    v1::UpdateFeedbackRequest request;
    *request.mutable_feedback() = wanted;
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    return suite.As(kPeer, &Stub::UpdateFeedback, request);
  }
  auto Submit(const std::string& name) {
    return suite.As(kPeer, &Stub::SubmitFeedback, Named<v1::SubmitFeedbackRequest>(name));
  }
  auto Retract(const std::string& person, const std::string& name) {
    return suite.As(person, &Stub::RetractFeedback, Named<v1::RetractFeedbackRequest>(name));
  }
  auto Acknowledge(const std::string& name) {
    return suite.As(kAna, &Stub::AcknowledgeFeedback, Named<v1::AcknowledgeFeedbackRequest>(name));
  }
  std::int64_t Rows() {
    return suite.database.QueryInt(
        "SELECT (SELECT COUNT(*) FROM feedback) + (SELECT COUNT(*) FROM feedback_team) + "
        "(SELECT COUNT(*) FROM feedback_revision) + (SELECT COUNT(*) FROM status_change)");
  }

  Suite suite;
};

TEST_F(BadFeedback, ConstructiveForATeamOrForEverybodyIsRefused) {
  for (const auto visibility : {v1::FEEDBACK_VISIBILITY_TEAM, v1::FEEDBACK_VISIBILITY_PUBLIC}) {
    for (const bool submit : {false, true}) {
      auto request = FeedbackRequest(kAna, visibility);
      request.mutable_feedback()->set_kind(v1::FEEDBACK_KIND_CONSTRUCTIVE);
      request.set_submit(submit);
      EXPECT_THAT(Create(request), StatusIs(kInvalid, "VISIBILITY_NOT_ALLOWED"));
      EXPECT_THAT(Create(request), ViolatesField("feedback.visibility"));
    }
  }
  EXPECT_EQ(Rows(), 0);
  v1::Feedback draft = suite.Drafted(kPeer, kAna, v1::FEEDBACK_VISIBILITY_PUBLIC);
  draft.set_kind(v1::FEEDBACK_KIND_CONSTRUCTIVE);
  EXPECT_THAT(Update(draft, {"kind"}), StatusIs(kInvalid, "VISIBILITY_NOT_ALLOWED"));
  draft.set_visibility(v1::FEEDBACK_VISIBILITY_PRIVATE);
  EXPECT_THAT(Update(draft, {"kind", "visibility"}), IsOk());
}

TEST_F(BadFeedback, ItIsAboutSomebodyElseWhoIsHere) {
  EXPECT_THAT(Create(FeedbackRequest(kPeer)), ViolatesField("feedback.subject"));
  EXPECT_THAT(Create(FeedbackRequest(kNobody)), ViolatesField("feedback.subject"));
  EXPECT_THAT(Create(FeedbackRequest(kGone)), StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_EQ(Rows(), 0);
  v1::Feedback draft = suite.Drafted(kPeer, kAna);
  draft.set_subject("people/me");
  EXPECT_THAT(Update(draft, {"subject"}), ViolatesField("feedback.subject"));
  draft.set_subject(Person(kNobody));
  EXPECT_THAT(Update(draft, {"subject"}), ViolatesField("feedback.subject"));
  draft.set_subject(Person(kGone));
  EXPECT_THAT(Update(draft, {"subject"}), StatusIs(kPrecondition, "PERSON_LEFT"));
}

TEST_F(BadFeedback, ADraftAboutALeaverIsOnlyDiscarded) {
  v1::Feedback draft = suite.Drafted(kPeer, kAna);
  auto later = Organization();
  later.Status(kAna, absl::CivilDay(2026, 1, 2), directory::v1::PERSON_STATE_LEFT);
  suite.organization.Set(later.Build(2), suite.clock.Now());
  draft.set_strengths("Calms everybody down");
  EXPECT_THAT(Update(draft, {"strengths"}), StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Submit(draft.name()), StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(suite.As(kPeer, &Stub::DiscardFeedback, Named<v1::DiscardFeedbackRequest>(draft.name())),
              IsOk());
}

TEST_F(BadFeedback, NothingSaidIsNotSent) {
  auto request = FeedbackRequest(kAna);
  request.mutable_feedback()->set_strengths(" \n ");
  request.mutable_feedback()->clear_growth_areas();
  EXPECT_THAT(Create(request), StatusIs(kInvalid, "NOTHING_SAID"));
  EXPECT_THAT(Create(request), ViolatesField("feedback.strengths"));
  EXPECT_EQ(Rows(), 0);
  request.set_submit(false);
  const auto draft = Create(request);
  ASSERT_THAT(draft, IsOk());
  EXPECT_THAT(Submit(draft->name()), StatusIs(kInvalid, "NOTHING_SAID"));
}

TEST_F(BadFeedback, WithoutATeamThereIsNobodyToShowItTo) {
  const auto given = Create(FeedbackRequest(kBen, v1::FEEDBACK_VISIBILITY_TEAM));
  EXPECT_THAT(given, StatusIs(kPrecondition, "NO_TEAM"));
  EXPECT_EQ(PreconditionOf(given.status()), "TEAM");
  EXPECT_EQ(Rows(), 0);
  const std::string draft = suite.Drafted(kPeer, kBen, v1::FEEDBACK_VISIBILITY_TEAM).name();
  EXPECT_THAT(Submit(draft), StatusIs(kPrecondition, "NO_TEAM"));
}

TEST_F(BadFeedback, OnAnOldOrganisationOnlyATeamIsRefused) {
  suite.clock.Advance(absl::Minutes(16));
  EXPECT_THAT(Create(FeedbackRequest(kAna, v1::FEEDBACK_VISIBILITY_TEAM)),
              StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  EXPECT_EQ(Rows(), 0);
  EXPECT_THAT(Create(FeedbackRequest(kAna)), IsOk());
}

TEST_F(BadFeedback, ASessionIsReadByItsAuthorAndAttendedByTheSubject) {
  const std::string session = suite.Held(kCoach, {kAna}).name();
  auto request = FeedbackRequest(kAna);
  for (const std::string& name : {session, "coachingSessions/" + kNobody}) {
    request.mutable_feedback()->set_session(name);
    EXPECT_THAT(Create(request), ViolatesField("feedback.session"));
  }
  request.mutable_feedback()->set_session(session);
  request.mutable_feedback()->set_subject(Person(kBen));
  EXPECT_THAT(Create(request, kCoach), ViolatesField("feedback.session"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM feedback"), 0);
  request.mutable_feedback()->set_subject(Person(kCoach));
  EXPECT_THAT(Create(request, kAna), IsOk());
  v1::Feedback draft = suite.Drafted(kPeer, kAna);
  draft.set_session(session);
  EXPECT_THAT(Update(draft, {"session"}), ViolatesField("feedback.session"));
}

TEST_F(BadFeedback, ASessionThatEitherWasTakenOffIsNotSent) {
  const std::string session = suite.Scheduled(kCarla, {kAna, kBen}).name();
  const auto attend = [&](const std::vector<std::string>& people) {
    v1::UpdateCoachingSessionRequest request;
    request.mutable_coaching_session()->set_name(session);
    for (const std::string& person : people)
      request.mutable_coaching_session()->add_attendees(Person(person));
    ASSERT_THAT(suite.As(kCarla, &Suite::Stub::UpdateCoachingSession, request), IsOk());
  };
  auto request = FeedbackRequest(kAna);
  request.mutable_feedback()->set_session(session);
  request.set_submit(false);
  const auto draft = Create(request, kBen);
  ASSERT_THAT(draft, IsOk());
  const auto submit = [&] {
    return suite.As(kBen, &Stub::SubmitFeedback, Named<v1::SubmitFeedbackRequest>(draft->name()));
  };
  attend({kAna});  // without its author
  EXPECT_THAT(submit(), ViolatesField("feedback.session"));
  attend({kBen});  // without its subject
  EXPECT_THAT(submit(), ViolatesField("feedback.session"));
  attend({kAna, kBen});
  EXPECT_THAT(submit(), IsOk());
}

TEST_F(BadFeedback, OfWhatWasSubmittedItDoesNotMatterThatTheSubjectHasLeft) {
  v1::Feedback given = suite.Given(kPeer, kAna);
  auto later = Organization();
  later.Status(kAna, absl::CivilDay(2026, 1, 2), directory::v1::PERSON_STATE_LEFT);
  suite.organization.Set(later.Build(2), suite.clock.Now());
  given.set_strengths("Calms everybody down");
  EXPECT_THAT(Update(given, {"strengths"}), StatusIs(kPrecondition, "WRONG_STATE"));
}

TEST_F(BadFeedback, WhatWasSubmittedStaysAsItIs) {
  v1::Feedback given = suite.Given(kPeer, kAna);
  given.set_visibility(v1::FEEDBACK_VISIBILITY_PUBLIC);
  const auto shown = Update(given, {"visibility"});
  EXPECT_THAT(shown, StatusIs(kPrecondition, "VISIBILITY_FROZEN"));
  EXPECT_EQ(PreconditionOf(shown.status()), "VISIBILITY");
  given.set_strengths("Calms everybody down");
  const auto said = Update(given, {"strengths"});
  ASSERT_THAT(said, StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_EQ(ErrorInfoOf(said.status())->metadata().at("state"), "SUBMITTED");
  EXPECT_EQ(ErrorInfoOf(said.status())->metadata().at("allowed"), "ACKNOWLEDGED,RETRACTED");
  EXPECT_THAT(Submit(given.name()), StatusIs(kPrecondition, "WRONG_STATE"));
}

TEST_F(BadFeedback, AnUpdateNamesFieldsThatCanChange) {
  v1::Feedback draft = suite.Drafted(kPeer, kAna);
  for (const char* field : {"state", "author", "audience_teams", "name", "words"}) {
    EXPECT_THAT(Update(draft, {field}), ViolatesField("update_mask")) << field;
  }
  draft.clear_kind();
  EXPECT_THAT(Update(draft, {"kind"}), ViolatesField("feedback.kind"));
  draft.clear_name();
  EXPECT_THAT(Update(draft, {"strengths"}), ViolatesField("feedback.name"));
}

TEST_F(BadFeedback, ARetractionIsInTimeAndHrsHasAReason) {
  const std::string name = suite.Given(kPeer, kAna).name();
  EXPECT_THAT(Retract(kHr, name), ViolatesField("reason"));
  suite.Pass(absl::Minutes(15) + absl::Microseconds(1));
  const auto late = Retract(kPeer, name);
  EXPECT_THAT(late, StatusIs(kPrecondition, "RETRACT_WINDOW_CLOSED"));
  EXPECT_EQ(PreconditionOf(late.status()), "RETRACT_WINDOW");
  const std::string read = suite.Given(kPeer, kAna).name();
  ASSERT_THAT(Acknowledge(read), IsOk());
  const auto acknowledged = Retract(kPeer, read);
  EXPECT_THAT(acknowledged, StatusIs(kPrecondition, "ALREADY_ACKNOWLEDGED"));
  EXPECT_EQ(PreconditionOf(acknowledged.status()), "ACKNOWLEDGED");
}

TEST_F(BadFeedback, AnAcknowledgementIsGivenOnceAndOfWhatStands) {
  const std::string name = suite.Given(kPeer, kAna).name();
  ASSERT_THAT(Acknowledge(name), IsOk());
  const auto again = Acknowledge(name);
  EXPECT_THAT(again, StatusIs(kPrecondition, "ALREADY_ACKNOWLEDGED"));
  EXPECT_EQ(PreconditionOf(again.status()), "ACKNOWLEDGED");
  const std::string retracted = suite.Given(kPeer, kAna).name();
  ASSERT_THAT(Retract(kPeer, retracted), IsOk());
  EXPECT_THAT(Acknowledge(retracted), StatusIs(kPrecondition, "WRONG_STATE"));
}

TEST_F(BadFeedback, AStaleEtagIsAbortedWithTheCurrentOne) {
  v1::Feedback draft = suite.Drafted(kPeer, kAna);
  draft.set_strengths("Calms everybody down");
  const auto changed = Update(draft, {"strengths"});
  ASSERT_THAT(changed, IsOk());
  const auto stale = Update(draft, {"strengths"});
  ASSERT_THAT(stale, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_EQ(ErrorInfoOf(stale.status())->metadata().at("current_etag"), changed->etag());
  auto submit = Named<v1::SubmitFeedbackRequest>(draft.name());
  submit.set_etag(draft.etag());
  EXPECT_THAT(suite.As(kPeer, &Stub::SubmitFeedback, submit),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
}

TEST_F(BadFeedback, ValidateOnlyChecksEverythingAndDoesNothing) {
  auto request = FeedbackRequest(kAna, v1::FEEDBACK_VISIBILITY_TEAM);
  request.set_validate_only(true);
  const auto would_be = Create(request);
  ASSERT_THAT(would_be, IsOk());
  EXPECT_EQ(would_be->name(), "");
  EXPECT_EQ(would_be->state(), v1::FEEDBACK_STATE_SUBMITTED);
  EXPECT_EQ(would_be->audience_teams_size(), 1);
  request.mutable_feedback()->set_subject(Person(kBen));
  EXPECT_THAT(Create(request), StatusIs(kPrecondition, "NO_TEAM"));
  request.mutable_feedback()->set_subject(Person(kGone));
  EXPECT_THAT(Create(request), StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_EQ(Rows(), 0);
  EXPECT_TRUE(suite.Told().empty());
}

}  // namespace
}  // namespace laurel::feedback::testing
