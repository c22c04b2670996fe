// How what was published goes out of sight, and what becomes of its points.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/recognition/ledger/rules.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using Stub = Suite::Stub;

constexpr auto kNotFound = absl::StatusCode::kNotFound;

class Withdrawing : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Recognition> Revoke(const std::string& name, const std::string& person = kSam) {
    auto request = Named<v1::RevokeRecognitionRequest>(name);
    request.set_reason("Meant for somebody else");
    return suite.As(person, &Stub::RevokeRecognition, request);
  }
  absl::StatusOr<v1::Recognition> Hide(const std::string& name) {
    return suite.As(kRewarder, &Stub::HideRecognition, HideRequest(name));
  }
  absl::StatusOr<v1::Recognition> Get(const std::string& person, const std::string& name) {
    return suite.As(person, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(name));
  }

  Suite suite;
};

TEST_F(Withdrawing, RevokedTakesThePointsBack) {
  const v1::Recognition given = suite.Given(kSam, {kAna, kBen}, 10);
  suite.Pass(absl::Minutes(9));
  const auto revoked = Revoke(given.name());
  ASSERT_THAT(revoked, IsOk());
  EXPECT_EQ(revoked->state(), v1::RECOGNITION_STATE_REVOKED);
  EXPECT_EQ(revoked->state_reason(), "Meant for somebody else");
  EXPECT_EQ(revoked->view(), common::v1::VIEW_FULL);
  EXPECT_EQ(suite.Balance(kSam).remaining(), 100);
  EXPECT_EQ(suite.Balance(kAna).earned(), 0);
  EXPECT_EQ(suite.Balance(kBen).earned(), 0);
  EXPECT_EQ(suite.Told().back(), "recognition.revoked");
  EXPECT_EQ(Get(kSam, given.name())->SerializeAsString(), revoked->SerializeAsString());
  EXPECT_EQ(Get(kRewarder, given.name())->view(), common::v1::VIEW_FULL);
  EXPECT_EQ(Get(kAna, given.name())->view(), common::v1::VIEW_SUMMARY);
  EXPECT_EQ(Get(kAna, given.name())->message(), "");
  EXPECT_THAT(Get(kPeer, given.name()), StatusIs(kNotFound));
  suite.Verify();
}

TEST_F(Withdrawing, RevokedGivesTheBoostBackAsBoost) {
  suite.Boost(kSam, 50);
  suite.Given(kSam, {kBen, kCarla}, 45);
  const std::string name = suite.Given(kSam, {kAna}, 40).name();
  EXPECT_EQ(suite.Balance(kSam).boost(), 20);
  ASSERT_THAT(Revoke(name), IsOk());
  const v1::Balance own = suite.Balance(kSam);
  EXPECT_EQ(own.remaining(), 10);
  EXPECT_EQ(own.boost(), 50);
  suite.Verify();
}

TEST_F(Withdrawing, WhatARecipientSpentMeanwhileIsIssuedAnew) {
  const std::string name = suite.Given(kSam, {kAna, kBen}, 10).name();
  suite.Adjust(kAna, -7);
  ASSERT_THAT(Revoke(name), IsOk());
  EXPECT_EQ(suite.Balance(kAna).earned(), 0);
  EXPECT_EQ(suite.Balance(kBen).earned(), 0);
  EXPECT_EQ(suite.Balance(kSam).remaining(), 100);
  EXPECT_EQ(suite.Entries("issued"), -100);
  suite.Verify();
}

TEST_F(Withdrawing, RevokedInANewMonthGivesNoAllowanceBack) {
  suite.clock.Set(absl::FromCivil(absl::CivilMinute(2026, 1, 31, 23, 55), absl::UTCTimeZone()));
  suite.organization.Touch(suite.clock.Now());
  const std::string name = suite.Given(kSam, {kAna}, 40).name();
  suite.Pass(absl::Minutes(10));
  ASSERT_THAT(Revoke(name), IsOk());
  const v1::Balance own = suite.Balance(kSam);
  EXPECT_EQ(own.period(), "2026-02");
  EXPECT_EQ(own.remaining(), 100);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-01")), 0);
  EXPECT_EQ(suite.Balance(kAna).earned(), 0);
  suite.Verify();
}

TEST_F(Withdrawing, RevokedAfterApprovalTakesThePointsBackToo) {
  const std::string name = suite.Pending(kSam, {kAna}, 10).name();
  ASSERT_THAT(suite.As(kMona, &Stub::ApproveRecognition, Named<v1::ApproveRecognitionRequest>(name)), IsOk());
  ASSERT_THAT(Revoke(name), IsOk());
  EXPECT_EQ(suite.Balance(kSam).remaining(), 100);
  EXPECT_EQ(suite.Balance(kAna).earned(), 0);
  suite.Verify();
}

TEST_F(Withdrawing, WithoutPointsTouchesNoLedger) {
  ASSERT_THAT(Revoke(suite.Given(kSam, {kAna}).name()), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM ledger_transaction"), 0);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM giver"), 0);
}

TEST_F(Withdrawing, HiddenLeavesThePointsWithTheRecipients) {
  const std::string name = suite.Given(kSam, {kAna}, 10).name();
  ASSERT_THAT(suite.As(kBen, &Stub::AddReaction, ReactionRequest(name)), IsOk());
  ASSERT_THAT(suite.As(kBen, &Stub::AddComment, CommentRequest(name)), IsOk());
  const auto hidden = Hide(name);
  ASSERT_THAT(hidden, IsOk());
  EXPECT_EQ(hidden->state(), v1::RECOGNITION_STATE_HIDDEN);
  EXPECT_EQ(hidden->reactions_size(), 1);
  EXPECT_EQ(hidden->comment_count(), 1);
  EXPECT_EQ(suite.Balance(kAna).earned(), 10);
  EXPECT_EQ(suite.Balance(kSam).remaining(), 90);
  EXPECT_EQ(Get(kSam, name)->state_reason(), "Names a customer");
  const auto as_recipient = Get(kAna, name);
  ASSERT_THAT(as_recipient, IsOk());
  EXPECT_EQ(as_recipient->view(), common::v1::VIEW_SUMMARY);
  EXPECT_EQ(as_recipient->reactions_size(), 0);
  EXPECT_EQ(as_recipient->comment_count(), 0);
  EXPECT_THAT(Get(kBen, name), StatusIs(kNotFound));
  EXPECT_EQ(suite.Told().back(), "recognition.hidden");
  EXPECT_THAT(Revoke(name), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  suite.Verify();
}

TEST_F(Withdrawing, IsReplayedToThoseWhoStillReadIt) {
  const std::string name = suite.Given(kSam, {kAna}, 10).name();
  auto request = HideRequest(name);
  request.set_request_id("6ba7b810-9dad-41d1-80b4-00c04fd430c8");
  const auto hidden = suite.As(kRewarder, &Stub::HideRecognition, request);
  ASSERT_THAT(hidden, IsOk());
  const auto again = suite.As(kRewarder, &Stub::HideRecognition, request, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), hidden->SerializeAsString());
}

TEST_F(Withdrawing, IsDeniedToThoseWhoReadItAndUnknownToAllOthers) {
  const std::string name = suite.Given(kSam, {kAna}, 1, v1::RECOGNITION_VISIBILITY_PRIVATE).name();
  EXPECT_THAT(Revoke(name, kAna), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Revoke(name, kBen), StatusIs(kNotFound));
  EXPECT_THAT(Revoke("recognitions/" + kNobody, kSam), StatusIs(kNotFound));
  EXPECT_THAT(suite.As(kSam, &Stub::HideRecognition, HideRequest(name)),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace laurel::recognition::testing
