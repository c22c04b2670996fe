// What happens when somebody is thanked: what is kept, who hears of it, and where the points go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/recognition/ledger/rules.h"
#include "services/recognition/names.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using Stub = Suite::Stub;

constexpr char kRequestId[] = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";

class Giving : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Recognition> Give(const v1::GiveRecognitionRequest& request,
                                       const std::string& sender = kSam, int replica = 0) {
    return suite.As(sender, &Stub::GiveRecognition, request, replica);
  }
  absl::StatusOr<v1::Recognition> Get(const std::string& person, const std::string& name) {
    return suite.As(person, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(name));
  }
  std::int64_t Count(const std::string& rows) {
    return suite.database.QueryInt("SELECT COUNT(*) FROM " + rows);
  }

  Suite suite;
};

TEST_F(Giving, IsKeptAsItWasWritten) {
  const std::string value = suite.Value("teamwork").name();
  auto request = GiveRequest({kAna, kBen}, 10);
  v1::Recognition& wanted = *request.mutable_recognition();
  wanted.set_value(value);
  wanted.mutable_evidence()->set_system("zendesk");
  wanted.set_state(v1::RECOGNITION_STATE_HIDDEN);  // output-only, as these
  wanted.set_sender(Person(kBen));
  wanted.set_comment_count(7);
  const auto given = Give(request);
  ASSERT_THAT(given, IsOk());
  EXPECT_EQ(given->state(), v1::RECOGNITION_STATE_PUBLISHED);
  EXPECT_EQ(given->visibility(), v1::RECOGNITION_VISIBILITY_PUBLIC);
  EXPECT_EQ(given->sender(), Person(kSam));
  EXPECT_EQ(given->creator(), Person(kSam));
  EXPECT_EQ(given->value(), value);
  EXPECT_EQ(given->evidence().system(), "zendesk");
  EXPECT_EQ(given->approver(), "");
  EXPECT_EQ(given->comment_count(), 0);
  EXPECT_EQ(FromTimestamp(given->publish_time()), suite.clock.Now());
  EXPECT_EQ(FromTimestamp(given->state_time()), suite.clock.Now());
  EXPECT_THAT(given->audience_teams(), UnorderedElementsAre(Team(kTeam), Team(kPair)));
  for (const std::string& person : {kSam, kAna, kStranger}) {
    EXPECT_EQ(Get(person, given->name())->SerializeAsString(), given->SerializeAsString()) << person;
  }
  EXPECT_EQ(Count("status_change WHERE n = 1 AND from_state = 0 AND to_state = 2"), 1);
}

TEST_F(Giving, MovesPointsFromTheAllowanceToEachRecipient) {
  suite.Given(kSam, {kAna, kBen}, 10);
  const v1::Balance own = suite.Balance(kSam);
  EXPECT_EQ(own.allowance(), 100);
  EXPECT_EQ(own.given(), 20);
  EXPECT_EQ(own.remaining(), 80);
  EXPECT_EQ(suite.Balance(kAna).earned(), 10);
  EXPECT_EQ(suite.Balance(kBen).earned(), 10);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-01")), 80);
  EXPECT_EQ(suite.Entries("issued"), -100);
  suite.Verify();
}

TEST_F(Giving, TakesFromTheBoostWhatTheAllowanceDoesNotHold) {
  suite.Boost(kSam, 30);
  suite.Given(kSam, {kAna, kBen}, 45);
  suite.Given(kSam, {kCarla}, 25);
  const v1::Balance own = suite.Balance(kSam);
  EXPECT_EQ(own.remaining(), 0);
  EXPECT_EQ(own.boost(), 15);
  EXPECT_EQ(suite.Balance(kCarla).earned(), 25);
  suite.Verify();
}

TEST_F(Giving, WithoutPointsTouchesNoLedgerAndNoGiver) {
  suite.Given(kSam, {kAna});
  EXPECT_EQ(Count("ledger_transaction"), 0);
  EXPECT_EQ(Count("giver"), 0);
  EXPECT_EQ(Count("recognition_recipient WHERE period = '2026-01' AND cap_points = 0"), 1);
}

TEST_F(Giving, ToATeamGoesToItsMembersOfThatMoment) {
  auto request = GiveRequest({}, 3);
  request.mutable_recognition()->set_team(Team(kTeam));
  const auto given = Give(request);
  ASSERT_THAT(given, IsOk());
  EXPECT_EQ(given->team(), Team(kTeam));
  EXPECT_THAT(given->recipients(), UnorderedElementsAre(Person(kAna), Person(kPeer), Person(kLead)));
  EXPECT_EQ(suite.Balance(kSam).given(), 9);
  suite.Reorganize([](org::testing::Records& records) { records.Member(kTeam, kStranger); });
  EXPECT_EQ(Get(kSam, given->name())->SerializeAsString(), given->SerializeAsString());
  EXPECT_THAT(suite.Told(), ElementsAre("recognition.given"));  // one item, one event
  suite.Verify();
}

TEST_F(Giving, BeginsTheMonthForWhoeverGivesFirst) {
  suite.Given(kSam, {kAna}, 40);
  suite.Pass(absl::Hours(24 * 20));
  suite.Given(kSam, {kAna}, 50);
  const v1::Balance own = suite.Balance(kSam);
  EXPECT_EQ(own.period(), "2026-02");
  EXPECT_EQ(own.remaining(), 50);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-01")), 0);
  EXPECT_EQ(Count("ledger_transaction WHERE kind = 3"), 1);  // what was left of January expired
  suite.Verify();
}

TEST_F(Giving, OverTheThresholdWaitsAndItsPointsAreHeld) {
  suite.SetProgram([](v1::Program& program) { program.set_approval_threshold(19); });
  const auto given = Give(GiveRequest({kAna, kBen}, 10));
  ASSERT_THAT(given, IsOk());
  EXPECT_EQ(given->state(), v1::RECOGNITION_STATE_PENDING_APPROVAL);
  EXPECT_FALSE(given->has_publish_time());
  const v1::Balance own = suite.Balance(kSam);
  EXPECT_EQ(own.given(), 20);
  EXPECT_EQ(own.remaining(), 80);
  EXPECT_EQ(own.held(), 20);
  EXPECT_EQ(suite.Balance(kAna).earned(), 0);
  EXPECT_EQ(suite.Entries(ledger::Held(IdOf(given->name()))), 20);
  EXPECT_THAT(Get(kAna, given->name()), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get(kMona, given->name()), IsOk());
  suite.Verify();
}

TEST_F(Giving, AskedTwiceIsDoneOnce) {
  auto request = GiveRequest({kAna}, 10);
  request.set_request_id(kRequestId);
  const auto first = Give(request);
  ASSERT_THAT(first, IsOk());
  // The answer is that of the first time, whatever has become of those in it since.
  suite.Leave(kAna);
  const auto again = Give(request, kSam, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(suite.Balance(kSam).given(), 10);
  request.mutable_recognition()->set_points_each(11);
  EXPECT_THAT(Give(request), StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(Giving, AnswersWhatWouldBeWhenItIsOnlyTried) {
  auto request = GiveRequest({kAna, kBen}, 10);
  request.mutable_recognition()->set_visibility(v1::RECOGNITION_VISIBILITY_TEAM);
  request.set_validate_only(true);
  const auto tried = Give(request);
  ASSERT_THAT(tried, IsOk());
  EXPECT_EQ(tried->name(), "");
  EXPECT_EQ(tried->etag(), "");
  EXPECT_EQ(tried->state(), v1::RECOGNITION_STATE_PUBLISHED);
  EXPECT_EQ(tried->sender(), Person(kSam));
  EXPECT_EQ(tried->view(), common::v1::VIEW_FULL);
  EXPECT_THAT(tried->audience_teams(), UnorderedElementsAre(Team(kTeam), Team(kPair)));
  for (const char* table :
       {"recognition", "recognition_recipient", "recognition_team", "recognition_team_recipient",
        "ledger_transaction", "giver", "status_change", "event_pending", "audit_record", "request_log"}) {
    EXPECT_EQ(Count(table), 0) << table;
  }
}

TEST_F(Giving, IsAuditedForEverybodyInIt) {
  suite.Given(kSam, {kAna, kBen}, 1);
  EXPECT_EQ(Count("audit_record WHERE method LIKE '%GiveRecognition'"), 2);
  for (const std::string& person : {kAna, kBen}) {
    EXPECT_EQ(Count("audit_record WHERE subject = '" + Person(person) + "'"), 1) << person;
  }
}

TEST_F(Giving, CountsOnceItIsCommitted) {
  suite.Given(kSam, {kAna, kBen}, 5);
  suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_PRIVATE);
  suite.Pending(kSam, {kAna}, 7);
  EXPECT_THAT(Give(GiveRequest({kAna}, 51)), StatusIs(absl::StatusCode::kFailedPrecondition));
  const BusinessMetrics& metrics = suite.metrics;
  EXPECT_EQ(metrics.published.at(v1::RECOGNITION_VISIBILITY_PUBLIC)->Value(), 1);
  EXPECT_EQ(metrics.published.at(v1::RECOGNITION_VISIBILITY_PRIVATE)->Value(), 1);
  EXPECT_EQ(metrics.points.at(v1::LEDGER_KIND_GRANT)->Value(), 100);
  EXPECT_EQ(metrics.points.at(v1::LEDGER_KIND_GIVE)->Value(), 10);
  EXPECT_EQ(metrics.points.at(v1::LEDGER_KIND_HOLD)->Value(), 7);
}

// Thanks that depend on no relation go on while directory is silent.
TEST_F(Giving, GoesOnWithoutNewsOfTheOrganisationWhereNoTeamIsAsked) {
  suite.clock.Advance(absl::Hours(1));
  EXPECT_THAT(Give(GiveRequest({kAna}, 1)), IsOk());
  constexpr auto kUnavailable = absl::StatusCode::kUnavailable;
  EXPECT_THAT(Give(GiveRequest({kAna}, 1, v1::RECOGNITION_VISIBILITY_TEAM)),
              StatusIs(kUnavailable, "ORGANIZATION_STALE"));
  auto to_team = GiveRequest({});
  to_team.mutable_recognition()->set_team(Team(kTeam));
  EXPECT_THAT(Give(to_team), StatusIs(kUnavailable, "ORGANIZATION_STALE"));
  EXPECT_THAT(Give(GiveRequest({kNobody})), StatusIs(kUnavailable, "ORGANIZATION_STALE"));
}

}  // namespace
}  // namespace laurel::recognition::testing
