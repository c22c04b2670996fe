// What waits for approval, and what becomes of it and of its points.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <stop_token>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/recognition/ledger/rules.h"
#include "services/recognition/names.h"
#include "services/recognition/outcome/expire_pending.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::ElementsAre;
using Stub = Suite::Stub;

class Deciding : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Recognition> Approve(const std::string& person, const std::string& name) {
    auto request = Named<v1::ApproveRecognitionRequest>(name);
    request.set_reason("Well earned");
    return suite.As(person, &Stub::ApproveRecognition, request);
  }
  absl::StatusOr<v1::Recognition> Reject(const std::string& person, const std::string& name) {
    return suite.As(person, &Stub::RejectRecognition, RejectRequest(name));
  }
  absl::StatusOr<v1::Recognition> Get(const std::string& person, const std::string& name) {
    return suite.As(person, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(name));
  }
  void Expire() {
    ASSERT_THAT(outcome::ExpirePending(suite.env(), suite.clock.Now(), std::stop_token()), IsOk());
  }
  // Posted so far, in their order.
  std::vector<int> Kinds() {
    std::vector<int> kinds;
    for (const sql::Row& row :
         suite.database.Query("SELECT kind FROM ledger_transaction ORDER BY create_time, id")) {
      kinds.push_back(static_cast<int>(row.Int(0)));
    }
    return kinds;
  }

  Suite suite;
};

TEST_F(Deciding, WhatWaitsSaysWhoDecides) {
  const v1::Recognition pending = suite.Pending(kSam, {kAna}, 10);
  EXPECT_EQ(pending.pending_approver(), Person(kMona));
  for (const std::string& person : {kSam, kMona, kRewarder}) {
    const auto found = Get(person, pending.name());
    ASSERT_THAT(found, IsOk()) << person;
    EXPECT_EQ(found->pending_approver(), Person(kMona)) << person;
  }
  v1::ListRecognitionsRequest awaiting;
  awaiting.set_awaiting_decision(true);
  const auto listed = suite.As(kMona, &Stub::ListRecognitions, awaiting);
  ASSERT_THAT(listed, IsOk());
  ASSERT_EQ(listed->recognitions_size(), 1);
  EXPECT_EQ(listed->recognitions(0).pending_approver(), Person(kMona));
  EXPECT_EQ(Get(kAuditor, pending.name())->pending_approver(), "") << "reads a summary";
  EXPECT_EQ(suite.Pending(kSam, {kMona}, 10).pending_approver(), "") << "RECOGNITION_ADMIN decides";
  EXPECT_EQ(Approve(kMona, pending.name())->pending_approver(), "") << "it waits no longer";
  EXPECT_EQ(Get(kSam, pending.name())->pending_approver(), "");
}

TEST_F(Deciding, ApprovedIsPublishedAndPaid) {
  const v1::Recognition pending = suite.Pending(kSam, {kAna, kBen}, 10);
  suite.Pass(absl::Hours(30));
  const auto approved = Approve(kMona, pending.name());
  ASSERT_THAT(approved, IsOk());
  EXPECT_EQ(approved->state(), v1::RECOGNITION_STATE_PUBLISHED);
  EXPECT_EQ(approved->approver(), Person(kMona));
  EXPECT_EQ(approved->state_reason(), "Well earned");
  EXPECT_EQ(FromTimestamp(approved->publish_time()), suite.clock.Now());
  EXPECT_NE(approved->etag(), pending.etag());
  EXPECT_EQ(Get(kSam, pending.name())->SerializeAsString(), approved->SerializeAsString());
  EXPECT_EQ(suite.Balance(kAna).earned(), 10);
  EXPECT_EQ(suite.Balance(kSam).held(), 0);
  EXPECT_EQ(suite.Balance(kSam).remaining(), 80);
  EXPECT_EQ(suite.Told().back(), "recognition.given");
  suite.Verify();
}

// Everybody reads what was approved; what the line manager said about it was said to its sender.
TEST_F(Deciding, WhyItWasApprovedIsForItsSenderWhoDecidedAndWhoAdministersRecognition) {
  const std::string name = suite.Pending(kSam, {kAna}, 10).name();
  ASSERT_THAT(Approve(kMona, name), IsOk());
  const auto reasons = [&](const std::string& person) {
    std::set<std::string> found;
    const auto got = Get(person, name);
    EXPECT_EQ(got->view(), common::v1::VIEW_FULL);
    found.insert(got->state_reason());
    v1::BatchGetRecognitionsRequest batch;
    batch.add_names(name);
    found.insert(suite.As(person, &Stub::BatchGetRecognitions, batch)->recognitions(0).state_reason());
    const auto list = v1::ListRecognitionsRequest();
    found.insert(suite.As(person, &Stub::ListRecognitions, list)->recognitions(0).state_reason());
    const auto changes = About<v1::ListStatusChangesRequest>(name);
    found.insert(suite.As(person, &Stub::ListStatusChanges, changes)->status_changes(1).reason());
    return found;
  };
  for (const std::string& person : {kSam, kMona, kRewarder})
    EXPECT_THAT(reasons(person), ElementsAre("Well earned")) << person;
  for (const std::string& person : {kAna, kCarla, kPeer, kHr, kAuditor, kStranger})
    EXPECT_THAT(reasons(person), ElementsAre("")) << person;
}

// It would not be theirs to read otherwise.
TEST_F(Deciding, WhoApprovedReadsOn) {
  const std::string name = suite.Pending(kSam, {kAna}, 5, v1::RECOGNITION_VISIBILITY_PRIVATE).name();
  const auto approved = Approve(kMona, name);
  ASSERT_THAT(approved, IsOk());
  EXPECT_EQ(approved->view(), common::v1::VIEW_FULL);
  suite.Reorganize(
      [](org::testing::Records& records) { records.Line(kSam, kTop, absl::CivilDay(2026, 1, 10)); });
  EXPECT_THAT(Get(kMona, name), IsOk());
  EXPECT_THAT(Get(kTop, name), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(Deciding, RejectedGivesThePointsBackToWhereTheyCameFrom) {
  suite.Boost(kSam, 30);
  const std::string name = suite.Pending(kSam, {kAna, kBen, kCarla}, 40).name();
  EXPECT_EQ(suite.Balance(kSam).boost(), 10);
  const auto rejected = Reject(kMona, name);
  ASSERT_THAT(rejected, IsOk());
  EXPECT_EQ(rejected->state(), v1::RECOGNITION_STATE_REJECTED);
  EXPECT_EQ(rejected->approver(), Person(kMona));
  const v1::Balance own = suite.Balance(kSam);
  EXPECT_EQ(own.remaining(), 100);
  EXPECT_EQ(own.boost(), 30);
  EXPECT_EQ(own.held(), 0);
  EXPECT_EQ(suite.Entries(ledger::Held(IdOf(name))), 0);
  EXPECT_THAT(Get(kSam, name), IsOk());
  EXPECT_THAT(Get(kMona, name), IsOk());
  EXPECT_THAT(Get(kAna, name), StatusIs(absl::StatusCode::kNotFound));
  suite.Verify();
}

TEST_F(Deciding, RejectedInALaterMonthGivesNoAllowanceBack) {
  suite.Boost(kSam, 30);
  const std::string name = suite.Pending(kSam, {kAna, kBen, kCarla}, 40).name();
  suite.Pass(absl::Hours(24 * 20));
  ASSERT_THAT(Reject(kRewarder, name), IsOk());
  const v1::Balance own = suite.Balance(kSam);
  EXPECT_EQ(own.period(), "2026-02");
  EXPECT_EQ(own.remaining(), 100);  // that of February
  EXPECT_EQ(own.boost(), 30);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-01")), 0);
  suite.Verify();
}

TEST_F(Deciding, RejectedAfterItsSenderLeftGivesTheAllowanceToNobody) {
  const std::string name = suite.Pending(kSam, {kAna}, 40).name();
  suite.Leave(kSam);
  ASSERT_THAT(Reject(kRewarder, name), IsOk());
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-01")), 0);
  EXPECT_EQ(suite.Entries(ledger::Held(IdOf(name))), 0);
  EXPECT_EQ(suite.Entries("issued"), 0);
  suite.Verify();
}

TEST_F(Deciding, NothingIsApprovedForSomebodyWhoHasLeft) {
  const std::string name = suite.Pending(kSam, {kAna, kBen}, 10).name();
  suite.Leave(kBen);
  EXPECT_THAT(Approve(kMona, name), StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Reject(kMona, name), IsOk());
  suite.Verify();
}

TEST_F(Deciding, IsUpToTheLineManagerOfThatMoment) {
  const std::string name = suite.Pending(kSam, {kAna}).name();
  suite.Reorganize(
      [](org::testing::Records& records) { records.Line(kSam, kTop, absl::CivilDay(2026, 1, 10)); });
  EXPECT_THAT(Approve(kMona, name), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Approve(kTop, name), IsOk());
}

TEST_F(Deciding, NobodyDoesInTimeAndItsPointsGoBack) {
  const std::string name = suite.Pending(kSam, {kAna}, 10).name();
  suite.Pass(absl::Hours(14 * 24) + absl::Seconds(1));
  const std::string later = suite.Pending(kSam, {kBen}, 10).name();
  suite.database.Execute("DELETE FROM event_pending");
  Expire();
  const auto rejected = Get(kSam, name);
  ASSERT_THAT(rejected, IsOk());
  EXPECT_EQ(rejected->state(), v1::RECOGNITION_STATE_REJECTED);
  EXPECT_EQ(rejected->approver(), "");
  EXPECT_NE(rejected->state_reason(), "");
  EXPECT_EQ(Get(kSam, later)->state(), v1::RECOGNITION_STATE_PENDING_APPROVAL);
  EXPECT_EQ(suite.Balance(kSam).remaining(), 90);
  EXPECT_THAT(suite.Told(), ElementsAre("recognition.rejected"));
  EXPECT_EQ(
      suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE actor = 'service:laurel-recognition' "
                              "AND resource = ?",
                              {name}),
      2);  // for Sam and for Ana
  Expire();
  EXPECT_THAT(suite.Told(), ElementsAre("recognition.rejected"));
  suite.Verify();
}

TEST_F(Deciding, TwiceWithOneRequestIdIsOnce) {
  const std::string name = suite.Pending(kSam, {kAna}, 10).name();
  auto request = Named<v1::ApproveRecognitionRequest>(name);
  request.set_request_id("6ba7b810-9dad-41d1-80b4-00c04fd430c8");
  const auto first = suite.As(kMona, &Stub::ApproveRecognition, request);
  ASSERT_THAT(first, IsOk());
  const auto again = suite.As(kMona, &Stub::ApproveRecognition, request, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_THAT(Kinds(), ElementsAre(v1::LEDGER_KIND_GRANT, v1::LEDGER_KIND_HOLD, v1::LEDGER_KIND_RELEASE));
}

TEST_F(Deciding, ShowsWhatWaitsToNobodyElse) {
  const std::string name = suite.Pending(kSam, {kAna, kBen}, 10).name();
  for (const std::string& person : {kAna, kBen, kCarla, kSkip, kPeer, kLead, kHr, kStranger}) {
    EXPECT_THAT(Get(person, name), StatusIs(absl::StatusCode::kNotFound)) << person;
  }
  for (const std::string& person : {kSam, kMona, kRewarder}) {
    EXPECT_EQ(Get(person, name)->view(), common::v1::VIEW_FULL) << person;
  }
  EXPECT_EQ(Get(kAuditor, name)->view(), common::v1::VIEW_SUMMARY);
}

}  // namespace
}  // namespace laurel::recognition::testing
