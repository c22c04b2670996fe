// A request_id has one effect and one answer, whoever asks again, however often, through whichever replica;
// points above all.
#include <gtest/gtest.h>

#include <set>

#include "common/testing/status_matchers.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using Stub = Suite::Stub;

constexpr char kRequestId[] = "7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10";

class ExactlyOnce : public ::testing::Test {
 protected:
  // Sent three times, through both replicas: all answers are the first.
  template <typename Request, typename Response>
  void ExpectOneAnswer(const std::string& person, Suite::Method<Request, Response> method, Request request) {
    request.set_request_id(kRequestId);
    std::set<std::string> answers;
    for (int replica : {0, 1, 0}) {
      const auto answer = suite.As(person, method, request, replica);
      ASSERT_THAT(answer, IsOk()) << Request::descriptor()->name();
      answers.insert(answer->SerializeAsString());
    }
    EXPECT_EQ(answers.size(), 1U) << Request::descriptor()->name();
  }
  std::int64_t Rows(const std::string& table) const {
    return suite.database.QueryInt(fmt::format("SELECT COUNT(*) FROM {}", table));
  }

  Suite suite;
};

TEST_F(ExactlyOnce, EveryWriteIsDoneOnce) {
  const std::string given = suite.Given(kSam, {kAna}, 5).name();
  const std::string taken = suite.Given(kSam, {kAna}, 5).name();
  const std::string approved = suite.Pending(kSam, {kAna}).name();
  const std::string rejected = suite.Pending(kSam, {kAna}).name();
  suite.database.Execute("DELETE FROM event_pending");
  const std::int64_t posted = Rows("ledger_transaction");

  ExpectOneAnswer(kSam, &Stub::GiveRecognition, GiveRequest({kBen}, 7));
  ExpectOneAnswer(kSam, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>(taken));
  ExpectOneAnswer(kMona, &Stub::ApproveRecognition, Named<v1::ApproveRecognitionRequest>(approved));
  ExpectOneAnswer(kMona, &Stub::RejectRecognition, RejectRequest(rejected));
  ExpectOneAnswer(kRewarder, &Stub::BoostAllowance, BoostRequest(kSam, 20));
  ExpectOneAnswer(kRewarder, &Stub::AdjustBalance, AdjustRequest(kBen, -3));
  EXPECT_EQ(Rows("ledger_transaction") - posted, 6);
  EXPECT_EQ(suite.Balance(kBen).earned(), 4);
  EXPECT_EQ(suite.Balance(kSam).boost(), 20);

  ExpectOneAnswer(kAna, &Stub::AddReaction, ReactionRequest(given));
  ExpectOneAnswer(kAna, &Stub::AddComment, CommentRequest(given));
  ExpectOneAnswer(kRewarder, &Stub::HideRecognition, HideRequest(given));
  ExpectOneAnswer(kRewarder, &Stub::CreateValue, ValueRequest("teamwork"));
  EXPECT_EQ(Rows("reaction"), 1);
  EXPECT_EQ(Rows("comment"), 1);
  EXPECT_EQ(Rows("company_value"), 1);
  EXPECT_EQ(Rows("event_pending"), 10);
  suite.Verify();
}

TEST_F(ExactlyOnce, WhatIsRemovedIsRemovedOnce) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  const auto reaction = suite.As(kAna, &Stub::AddReaction, ReactionRequest(given));
  const auto comment = suite.As(kAna, &Stub::AddComment, CommentRequest(given));
  ASSERT_THAT(reaction, IsOk());
  ASSERT_THAT(comment, IsOk());
  suite.database.Execute("DELETE FROM event_pending");
  ExpectOneAnswer(kAna, &Stub::RemoveReaction, Named<v1::RemoveReactionRequest>(reaction->name()));
  ExpectOneAnswer(kAna, &Stub::DeleteComment, Named<v1::DeleteCommentRequest>(comment->name()));
  EXPECT_THAT(suite.Told(), ::testing::ElementsAre("reaction.removed", "comment.deleted"));
}

TEST_F(ExactlyOnce, ARefusalIsNotKept) {
  auto request = GiveRequest({kAna, kBen, kCarla}, 40);
  request.set_request_id(kRequestId);
  EXPECT_THAT(suite.As(kSam, &Stub::GiveRecognition, request),
              StatusIs(absl::StatusCode::kFailedPrecondition, "ALLOWANCE_EXCEEDED"));
  suite.Boost(kSam, 20);
  EXPECT_THAT(suite.As(kSam, &Stub::GiveRecognition, request, 1), IsOk());
}

// The allowance is spent: what succeeded is not refused when it is asked for again.
TEST_F(ExactlyOnce, AReplayIsNotJudgedByWhatIsLeft) {
  auto request = GiveRequest({kAna, kBen}, 50);
  request.set_request_id(kRequestId);
  const auto first = suite.As(kSam, &Stub::GiveRecognition, request);
  ASSERT_THAT(first, IsOk());
  suite.Pass(absl::Hours(1));
  const auto again = suite.As(kSam, &Stub::GiveRecognition, request, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(suite.Balance(kSam).remaining(), 0);
}

TEST_F(ExactlyOnce, AnotherBodyIsRefusedAndAnotherCallerIsAnotherRequest) {
  auto request = GiveRequest({kAna}, 1);
  request.set_request_id(kRequestId);
  ASSERT_THAT(suite.As(kSam, &Stub::GiveRecognition, request), IsOk());
  EXPECT_THAT(suite.As(kBen, &Stub::GiveRecognition, request), IsOk());
  request.mutable_recognition()->set_points_each(2);
  const auto other = suite.As(kSam, &Stub::GiveRecognition, request);
  EXPECT_THAT(other, StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_THAT(other, ViolatesField("request_id"));
  EXPECT_EQ(suite.Balance(kAna).earned(), 2);
}

TEST_F(ExactlyOnce, AReplayIsRefusedToWhoMayNoLongerRead) {
  const auto given = suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_TEAM);
  auto comment = CommentRequest(given.name());
  comment.set_request_id(kRequestId);
  ASSERT_THAT(suite.As(kPeer, &Stub::AddComment, comment), IsOk());
  EXPECT_THAT(suite.As(kPeer, &Stub::AddComment, comment, 1), IsOk());
  ASSERT_THAT(suite.As(kRewarder, &Stub::HideRecognition, HideRequest(given.name())), IsOk());
  EXPECT_THAT(suite.As(kPeer, &Stub::AddComment, comment), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace laurel::recognition::testing
