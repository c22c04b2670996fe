// A request_id about feedback has one effect and one answer; of many who act at once, one does; and each
// change leaves its trace in the audit.
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "common/testing/status_matchers.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using Stub = v1::FeedbackService::Stub;

constexpr char kRequestId[] = "7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10";

class FeedbackOnce : public ::testing::Test {
 protected:
  // How many of a hundred calls at once were accepted.
  int Accepted(const std::function<absl::Status(int)>& call) {
    std::atomic<int> accepted = 0;
    std::vector<std::jthread> callers;
    for (int i = 0; i < 100; ++i) {
      callers.emplace_back([&, i] {
        if (call(i).ok()) ++accepted;
      });
    }
    callers.clear();
    return accepted;
  }
  std::int64_t Count(const std::string& rows) {
    return suite.database.QueryInt("SELECT COUNT(*) FROM " + rows);
  }

  Suite suite;
};

TEST_F(FeedbackOnce, AHundredParallelDuplicatesLeaveOnePieceAndOneAnswer) {
  auto request = FeedbackRequest(kAna, v1::FEEDBACK_VISIBILITY_TEAM);
  request.set_request_id(kRequestId);
  std::vector<std::string> answers(100);
  EXPECT_EQ(Accepted([&](int i) {
              const auto answer = suite.As(kPeer, &Stub::CreateFeedback, request, i % 2);
              if (answer.ok()) answers[static_cast<std::size_t>(i)] = answer->SerializeAsString();
              return answer.status();
            }),
            100);
  EXPECT_EQ(std::set<std::string>(answers.begin(), answers.end()).size(), 1U);
  for (const char* table : {"feedback", "feedback_team", "feedback_revision", "status_change"}) {
    EXPECT_EQ(Count(table), 1) << table;
  }
  EXPECT_EQ(suite.metrics.feedback_submitted.at(v1::FEEDBACK_KIND_MIXED)->Value(), 1);
}

TEST_F(FeedbackOnce, AReplayAnswersThoughTheStateHasMovedOn) {
  auto submit = Named<v1::SubmitFeedbackRequest>(suite.Drafted(kPeer, kAna).name());
  submit.set_request_id(kRequestId);
  const auto first = suite.As(kPeer, &Stub::SubmitFeedback, submit);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(
      suite.As(kAna, &Stub::AcknowledgeFeedback, Named<v1::AcknowledgeFeedbackRequest>(first->name())),
      IsOk());
  const auto again = suite.As(kPeer, &Stub::SubmitFeedback, submit, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

TEST_F(FeedbackOnce, AnotherBodyIsRefusedAndAnotherCallerIsAnotherRequest) {
  auto request = FeedbackRequest(kAna);
  request.set_request_id(kRequestId);
  ASSERT_THAT(suite.As(kPeer, &Stub::CreateFeedback, request), IsOk());
  EXPECT_THAT(suite.As(kSkip, &Stub::CreateFeedback, request), IsOk());
  request.mutable_feedback()->set_strengths("Something else");
  const auto other = suite.As(kPeer, &Stub::CreateFeedback, request);
  EXPECT_THAT(other, StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_THAT(other, ViolatesField("request_id"));
  EXPECT_EQ(Count("feedback"), 2);
}

TEST_F(FeedbackOnce, AReplayIsRefusedToWhoMayNoLongerReadAsMuch) {
  const std::string name = suite.Given(kPeer, kAna).name();
  auto acknowledge = Named<v1::AcknowledgeFeedbackRequest>(name);
  acknowledge.set_request_id(kRequestId);
  ASSERT_THAT(suite.As(kAna, &Stub::AcknowledgeFeedback, acknowledge), IsOk());
  ASSERT_THAT(suite.As(kAna, &Stub::AcknowledgeFeedback, acknowledge, 1), IsOk());
  auto retract = Named<v1::RetractFeedbackRequest>(name);
  retract.set_reason("names a customer");
  retract.set_request_id(kRequestId);
  ASSERT_THAT(suite.As(kHr, &Stub::RetractFeedback, retract), IsOk());
  EXPECT_THAT(suite.As(kAna, &Stub::AcknowledgeFeedback, acknowledge), StatusIs(absl::StatusCode::kNotFound));
  auto later = Organization();
  later.Roles(kHr, {});
  suite.organization.Set(later.Build(2), suite.clock.Now());
  EXPECT_THAT(suite.As(kHr, &Stub::RetractFeedback, retract), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(FeedbackOnce, OfAHundredAcknowledgementsOneIsTaken) {
  auto acknowledge = Named<v1::AcknowledgeFeedbackRequest>(suite.Given(kPeer, kAna).name());
  EXPECT_EQ(Accepted([&](int i) {
              return suite.As(kAna, &Stub::AcknowledgeFeedback, acknowledge, i % 2).status();
            }),
            1);
  EXPECT_EQ(Count("status_change"), 2);
}

TEST_F(FeedbackOnce, OfAcknowledgementsAndRetractionsWithOneEtagOneWins) {
  const v1::Feedback given = suite.Given(kPeer, kAna);
  auto acknowledge = Named<v1::AcknowledgeFeedbackRequest>(given.name());
  acknowledge.set_etag(given.etag());
  auto retract = Named<v1::RetractFeedbackRequest>(given.name());
  retract.set_etag(given.etag());
  EXPECT_EQ(Accepted([&](int i) {
              return i % 2 == 0 ? suite.As(kAna, &Stub::AcknowledgeFeedback, acknowledge, i / 2 % 2).status()
                                : suite.As(kPeer, &Stub::RetractFeedback, retract, i / 2 % 2).status();
            }),
            1);
  EXPECT_EQ(Count("status_change"), 2);
  EXPECT_EQ(suite.Told().size(), 2U);
}

TEST(FeedbackAudit, NamesWhomEachChangeConcerns) {
  Suite suite;
  const std::string name = suite.Given(kPeer, kAna).name();
  ASSERT_THAT(suite.As(kAna, &Stub::AcknowledgeFeedback, Named<v1::AcknowledgeFeedbackRequest>(name)),
              IsOk());
  const sql::Rows rows = suite.database.Query(
      "SELECT method, actor, subject FROM audit_record WHERE resource = ? ORDER BY method", {name});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].Text(0), "laurel.feedback.v1.FeedbackService/AcknowledgeFeedback");
  EXPECT_EQ(rows[0].Text(1), Person(kAna));
  EXPECT_EQ(rows[0].Text(2), Person(kPeer));  // whom an acknowledgement concerns
  EXPECT_EQ(rows[1].Text(0), "laurel.feedback.v1.FeedbackService/CreateFeedback");
  EXPECT_EQ(rows[1].Text(1), Person(kPeer));
  EXPECT_EQ(rows[1].Text(2), Person(kAna));
}

TEST(FeedbackAudit, KeepsOfAnUpdatedDraftItsFieldsAndAHashAndNotWhomItIsAbout) {
  Suite suite;
  v1::UpdateFeedbackRequest update;
  update.mutable_feedback()->set_name(suite.Drafted(kPeer, kAna).name());
  update.mutable_feedback()->set_subject(Person(kBen));
  update.mutable_feedback()->set_next_step("Close the ticket the same day");
  ASSERT_THAT(suite.As(kPeer, &Stub::UpdateFeedback, update), IsOk());
  const sql::Rows rows = suite.database.Query(
      "SELECT fields, LENGTH(earlier_hash), subject FROM audit_record WHERE method LIKE '%/UpdateFeedback' "
      "ORDER BY subject");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].Text(0), "subject,next_step");
  EXPECT_EQ(rows[0].Int(1), 32);
  EXPECT_EQ(rows[0].Text(2), "");
}

}  // namespace
}  // namespace laurel::feedback::testing
