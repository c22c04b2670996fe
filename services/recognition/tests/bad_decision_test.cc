// What cannot be done with what was given, and with points, values and the programme; each with its reason.
#include <gtest/gtest.h>

#include <stop_token>

#include "common/testing/status_matchers.h"
#include "services/recognition/outcome/expire_pending.h"
#include "services/recognition/testing/suite.h"
#include "services/recognition/tests/refusals.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using Stub = Suite::Stub;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;
constexpr auto kDenied = absl::StatusCode::kPermissionDenied;

class BadDecision : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Recognition> Revoke(const std::string& name, const std::string& person = kSam) {
    return suite.As(person, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>(name));
  }
  absl::StatusOr<v1::Recognition> Approve(const std::string& name, const std::string& person = kMona) {
    return suite.As(person, &Stub::ApproveRecognition, Named<v1::ApproveRecognitionRequest>(name));
  }
  absl::StatusOr<v1::Recognition> Reject(const std::string& name, const std::string& person = kMona) {
    return suite.As(person, &Stub::RejectRecognition, RejectRequest(name));
  }
  absl::StatusOr<v1::Recognition> Hide(const std::string& name, const std::string& person = kRewarder) {
    return suite.As(person, &Stub::HideRecognition, HideRequest(name));
  }

  Suite suite;
};

TEST_F(BadDecision, ARevocationComesInTime) {
  const std::string name = suite.Given(kSam, {kAna}, 5).name();
  const absl::Time end = suite.clock.Now() + absl::Minutes(10);
  suite.Pass(absl::Minutes(10) + absl::Microseconds(1));
  const auto late = Revoke(name);
  EXPECT_THAT(late, StatusIs(kPrecondition, "UNDO_WINDOW_CLOSED"));
  EXPECT_EQ(TimeIn(late, "undo_end_time"), end);
  EXPECT_EQ(suite.Balance(kAna).earned(), 5);
}

// The window is that of the moment, and begins with publication.
TEST_F(BadDecision, ARevocationOfWhatWasApprovedHasItsTimeFromThen) {
  const std::string name = suite.Pending(kSam, {kAna}).name();
  suite.Pass(absl::Hours(24));
  ASSERT_THAT(Approve(name), IsOk());
  suite.Pass(absl::Minutes(10));
  EXPECT_THAT(Revoke(name), IsOk());
  suite.Verify();
}

TEST_F(BadDecision, OnlyItsSenderRevokesAndOnlyWhatIsPublished) {
  const std::string name = suite.Given(kSam, {kAna}, 5).name();
  for (const std::string& person : {kAna, kMona, kRewarder}) {
    EXPECT_THAT(Revoke(name, person), StatusIs(kDenied, "PERMISSION_DENIED")) << person;
  }
  ASSERT_THAT(Revoke(name), IsOk());
  const auto again = Revoke(name);
  EXPECT_THAT(again, StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_EQ(MetadataOf(again, "state"), "REVOKED");
  EXPECT_EQ(MetadataOf(again, "allowed"), "");
  EXPECT_THAT(Hide(name), StatusIs(kPrecondition, "WRONG_STATE"));
  const auto pending = Revoke(suite.Pending(kSam, {kAna}).name());
  EXPECT_THAT(pending, StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_EQ(MetadataOf(pending, "allowed"), "PUBLISHED,REJECTED");
}

TEST_F(BadDecision, TheSenderDecidesNothing) {
  const std::string name = suite.Pending(kSam, {kAna}).name();
  EXPECT_THAT(Approve(name, kSam), StatusIs(kDenied, "SENDER_CANNOT_DECIDE"));
  EXPECT_THAT(Reject(name, kSam), StatusIs(kDenied, "SENDER_CANNOT_DECIDE"));
  suite.MakeAdmin(kSam);
  EXPECT_THAT(Approve(name, kSam), StatusIs(kDenied, "SENDER_CANNOT_DECIDE"));
}

TEST_F(BadDecision, ARecipientDecidesNothing) {
  const std::string name = suite.Pending(kSam, {kAna}).name();
  EXPECT_THAT(Approve(name, kAna), StatusIs(absl::StatusCode::kNotFound));
  suite.MakeAdmin(kAna);
  EXPECT_THAT(Approve(name, kAna), StatusIs(kDenied, "RECIPIENT_CANNOT_DECIDE"));
  EXPECT_THAT(Reject(name, kAna), StatusIs(kDenied, "RECIPIENT_CANNOT_DECIDE"));
  EXPECT_THAT(Approve(name, kRewarder), IsOk());
}

TEST_F(BadDecision, AManagerWhoIsARecipientDecidesNothing) {
  const std::string name = suite.Pending(kSam, {kAna, kMona}).name();
  EXPECT_THAT(Approve(name, kMona), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Approve(name, kRewarder), IsOk());
}

TEST_F(BadDecision, WhoOnlyReadsDecidesNothing) {
  const std::string name = suite.Pending(kSam, {kAna}).name();
  EXPECT_THAT(Approve(name, kAuditor), StatusIs(kDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Approve(name, kHr), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Approve(name, kCarla), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(BadDecision, WithoutALineManagerOnlyTheProgrammeDecides) {
  const std::string name = suite.Pending(kSam, {kAna}).name();
  suite.Leave(kMona);
  EXPECT_THAT(Approve(name, kMona), StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(Approve(name, kRewarder), IsOk());
}

TEST_F(BadDecision, OneIsEnough) {
  const std::string name = suite.Pending(kSam, {kAna}).name();
  ASSERT_THAT(Reject(name), IsOk());
  const auto late = Approve(name, kRewarder);
  EXPECT_THAT(late, StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_EQ(MetadataOf(late, "state"), "REJECTED");
  EXPECT_THAT(Approve(suite.Given(kSam, {kAna}).name(), kRewarder), StatusIs(kPrecondition, "WRONG_STATE"));
  suite.Verify();
}

TEST_F(BadDecision, ComesBeforeTheFourteenDaysAreOver) {
  const std::string name = suite.Pending(kSam, {kAna}, 7).name();
  suite.Pass(absl::Hours(14 * 24));
  ASSERT_THAT(outcome::ExpirePending(suite.env(), suite.clock.Now(), std::stop_token()), IsOk());
  EXPECT_EQ(suite.As(kSam, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(name))->state(),
            v1::RECOGNITION_STATE_PENDING_APPROVAL);
  suite.Pass(absl::Microseconds(1));
  ASSERT_THAT(outcome::ExpirePending(suite.env(), suite.clock.Now(), std::stop_token()), IsOk());
  const auto rejected = suite.As(kSam, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(name));
  ASSERT_THAT(rejected, IsOk());
  EXPECT_EQ(rejected->state(), v1::RECOGNITION_STATE_REJECTED);
  EXPECT_EQ(rejected->approver(), "");
  EXPECT_THAT(Approve(name, kRewarder), StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_EQ(suite.Balance(kSam).remaining(), 100);
  suite.Verify();
}

TEST_F(BadDecision, HasAReasonWhereSomebodyIsRefused) {
  const std::string pending = suite.Pending(kSam, {kAna}).name();
  EXPECT_THAT(suite.As(kMona, &Stub::RejectRecognition, Named<v1::RejectRecognitionRequest>(pending)),
              ViolatesField("reason"));
  const std::string given = suite.Given(kSam, {kAna}).name();
  EXPECT_THAT(suite.As(kRewarder, &Stub::HideRecognition, Named<v1::HideRecognitionRequest>(given)),
              ViolatesField("reason"));
}

TEST_F(BadDecision, IsAboutWhatWasRead) {
  const auto pending = suite.Pending(kSam, {kAna});
  auto request = Named<v1::ApproveRecognitionRequest>(pending.name());
  request.set_etag("\"0\"");
  const auto stale = suite.As(kMona, &Stub::ApproveRecognition, request);
  EXPECT_THAT(stale, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_EQ(MetadataOf(stale, "current_etag"), pending.etag());
  request.set_etag(pending.etag());
  EXPECT_THAT(suite.As(kMona, &Stub::ApproveRecognition, request), IsOk());
}

TEST_F(BadDecision, WhatIsSaidToItIsSaidToWhatIsPublished) {
  const std::string pending = suite.Pending(kSam, {kAna}).name();
  const std::string hidden = suite.Given(kSam, {kAna}).name();
  ASSERT_THAT(Hide(hidden), IsOk());
  for (const std::string& name : {pending, hidden}) {
    EXPECT_THAT(suite.As(kSam, &Stub::AddReaction, ReactionRequest(name)),
                StatusIs(kPrecondition, "WRONG_STATE"));
    EXPECT_THAT(suite.As(kSam, &Stub::AddComment, CommentRequest(name)),
                StatusIs(kPrecondition, "WRONG_STATE"));
  }
  const std::string given = suite.Given(kSam, {kAna}).name();
  for (const char* text : {"a", "ok", ":)", "1", " "}) {
    EXPECT_THAT(suite.As(kAna, &Stub::AddReaction, ReactionRequest(given, text)),
                ViolatesField("reaction.emoji"))
        << text;
  }
  EXPECT_THAT(suite.As(kAna, &Stub::AddComment, CommentRequest(given, " ")), ViolatesField("comment.text"));
}

TEST_F(BadDecision, NobodyHasLessThanNothing) {
  suite.Adjust(kAna, 20);
  const auto below = suite.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(kAna, -21));
  EXPECT_THAT(below, StatusIs(kPrecondition, "INSUFFICIENT_BALANCE"));
  EXPECT_EQ(MetadataOf(below, "earned"), "20");
  EXPECT_THAT(suite.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(kAna, 0)), ViolatesField("points"));
  EXPECT_THAT(suite.As(kRewarder, &Stub::BoostAllowance, BoostRequest(kAna, 0)), ViolatesField("points"));
  EXPECT_THAT(suite.As(kRewarder, &Stub::BoostAllowance, BoostRequest(kAna, 1'000'001)),
              ViolatesField("points"));
  EXPECT_THAT(suite.As(kRewarder, &Stub::BoostAllowance, BoostRequest(kGone, 5)),
              StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(suite.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(kAna, -20)), IsOk());
  suite.Verify();
}

TEST_F(BadDecision, AValueHasAWordOfItsOwn) {
  suite.Value("teamwork");
  const auto taken = suite.As(kRewarder, &Stub::CreateValue, ValueRequest("TeamWork"));
  EXPECT_THAT(taken, StatusIs(absl::StatusCode::kAlreadyExists, "HASHTAG_TAKEN"));
  for (const char* hashtag : {"", "two words", "#teamwork!", "größe"}) {
    EXPECT_THAT(suite.As(kRewarder, &Stub::CreateValue, ValueRequest(hashtag)),
                ViolatesField("value.hashtag"))
        << hashtag;
  }
  v1::UpdateValueRequest update;
  update.mutable_value()->set_name(suite.Value("care").name());
  update.mutable_value()->set_hashtag("teamwork");
  update.mutable_update_mask()->add_paths("hashtag");
  EXPECT_THAT(suite.As(kRewarder, &Stub::UpdateValue, update),
              StatusIs(absl::StatusCode::kAlreadyExists, "HASHTAG_TAKEN"));
  update.mutable_value()->set_name("values/" + kNobody);
  EXPECT_THAT(suite.As(kRewarder, &Stub::UpdateValue, update), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(BadDecision, TheProgrammeKeepsToItsRanges) {
  const auto update = [&](const char* field, const std::function<void(v1::Program&)>& change) {
    v1::UpdateProgramRequest request;
    change(*request.mutable_program());
    request.mutable_update_mask()->add_paths(field);
    return suite.As(kRewarder, &Stub::UpdateProgram, request);
  };
  EXPECT_THAT(update("allowance", [](auto& p) { p.set_allowance(-1); }), ViolatesField("program.allowance"));
  EXPECT_THAT(update("time_zone", [](auto& p) { p.set_time_zone("Mars/Olympus"); }),
              ViolatesField("program.time_zone"));
  EXPECT_THAT(update("undo_window", [](auto& p) { p.mutable_undo_window()->set_seconds(604'801); }),
              ViolatesField("program.undo_window"));
  for (const char* field : {"name", "create_time", "points"}) {
    EXPECT_THAT(update(field, [](auto&) {}), ViolatesField("update_mask")) << field;
  }
  const auto stale = update("allowance", [](auto& p) { p.set_etag("\"0\""), p.set_allowance(50); });
  EXPECT_THAT(stale, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
}

TEST_F(BadDecision, AListHasOneFilter) {
  v1::ListRecognitionsRequest request;
  request.set_recipient(Person(kAna));
  request.set_team(Team(kTeam));
  EXPECT_THAT(suite.As(kAna, &Stub::ListRecognitions, request), StatusIs(kInvalid, "INVALID_FIELD"));
  request.Clear();
  request.set_awaiting_decision(true);
  request.set_sender(Person(kSam));
  EXPECT_THAT(suite.As(kMona, &Stub::ListRecognitions, request), StatusIs(kInvalid, "INVALID_FIELD"));
  request.Clear();
  request.set_page_size(-1);
  EXPECT_THAT(suite.As(kMona, &Stub::ListRecognitions, request), ViolatesField("page_size"));
}

}  // namespace
}  // namespace laurel::recognition::testing
