// What nobody can give, each with its own reason, what remains and when that changes; and what a refused call
// leaves behind: nothing.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "fmt/format.h"
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

const absl::Time kReset = absl::FromCivil(absl::CivilDay(2026, 2, 1), absl::UTCTimeZone());

class BadGift : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Recognition> Give(const v1::GiveRecognitionRequest& request,
                                       const std::string& sender = kSam) {
    return suite.As(sender, &Stub::GiveRecognition, request);
  }
  void ExpectNothingLeft() {
    for (const char* table :
         {"recognition", "recognition_recipient", "recognition_team", "recognition_team_recipient",
          "ledger_transaction", "status_change", "event_pending"}) {
      EXPECT_EQ(suite.database.QueryInt(fmt::format("SELECT COUNT(*) FROM {}", table)), 0) << table;
    }
  }
  // Nothing but the recipients is left out; the team instead.
  static v1::GiveRecognitionRequest ToTeam(const std::string& team, std::int64_t points_each = 0) {
    auto request = GiveRequest({}, points_each);
    request.mutable_recognition()->set_team(Team(team));
    return request;
  }

  Suite suite;
};

TEST_F(BadGift, IsToOneself) {
  const auto to_me = Give(GiveRequest({kAna, kSam}));
  EXPECT_THAT(to_me, StatusIs(kInvalid, "SELF_RECOGNITION"));
  EXPECT_THAT(to_me, ViolatesField("recognition.recipients[1]"));
  auto request = GiveRequest({});
  request.mutable_recognition()->add_recipients("people/me");
  EXPECT_THAT(Give(request), StatusIs(kInvalid, "SELF_RECOGNITION"));
  ExpectNothingLeft();
}

TEST_F(BadGift, ThroughOnesOwnTeamIsToTheOthers) {
  const auto given = Give(ToTeam(kTeam, 1), kPeer);
  ASSERT_THAT(given, IsOk());
  EXPECT_THAT(given->recipients(), ::testing::UnorderedElementsAre(Person(kAna), Person(kLead)));
  EXPECT_EQ(suite.Balance(kPeer).earned(), 0);
}

TEST_F(BadGift, IsToATeamOfTooFew) {
  for (const std::string& team : {kPair, kNoTeam}) {  // Sam is one of the pair
    const auto given = Give(ToTeam(team));
    EXPECT_THAT(given, StatusIs(kPrecondition, "TEAM_TOO_SMALL"));
  }
  ExpectNothingLeft();
  EXPECT_THAT(Give(ToTeam(kPair), kAna), IsOk());
}

TEST_F(BadGift, IsToATeamOfTooMany) {
  constexpr int kMost = 200;
  const std::string team = org::testing::TestId(60);
  suite.Reorganize([&](org::testing::Records& records) {
    records.Team(team);
    for (int i = 0; i < kMost; ++i) {
      records.Active(org::testing::TestId(1000 + i)).Member(team, org::testing::TestId(1000 + i));
    }
    records.Member(team, kSam);
  });
  EXPECT_THAT(Give(ToTeam(team), kAna), StatusIs(kPrecondition, "TEAM_TOO_LARGE"));
  ExpectNothingLeft();
  const auto given = Give(ToTeam(team));  // without Sam there is room
  ASSERT_THAT(given, IsOk());
  EXPECT_EQ(given->recipients_size(), kMost);
}

TEST_F(BadGift, IsToNobodyWhoIsHere) {
  EXPECT_THAT(Give(GiveRequest({kAna, kNobody})), ViolatesField("recognition.recipients[1]"));
  EXPECT_THAT(Give(GiveRequest({kAna, kGone})), StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Give(ToTeam(kNobody)), ViolatesField("recognition.team"));
  EXPECT_THAT(Give(GiveRequest({})), StatusIs(kInvalid, "NO_RECIPIENTS"));
  ExpectNothingLeft();
  const auto given = Give(ToTeam(kTeam));  // of which one has left
  ASSERT_THAT(given, IsOk());
  EXPECT_THAT(given->recipients(),
              ::testing::UnorderedElementsAre(Person(kAna), Person(kPeer), Person(kLead)));
}

TEST_F(BadGift, NamesSomebodyTwice) {
  const auto given = Give(GiveRequest({kAna, kBen, kAna}));
  EXPECT_THAT(given, StatusIs(kInvalid, "DUPLICATE_RECIPIENT"));
  EXPECT_THAT(given, ViolatesField("recognition.recipients[2]"));
  ExpectNothingLeft();
}

TEST_F(BadGift, IsToPeopleAndATeamAtOnce) {
  auto request = GiveRequest({kAna});
  request.mutable_recognition()->set_team(Team(kTeam));
  EXPECT_THAT(Give(request), StatusIs(kInvalid, "INVALID_FIELD"));
  ExpectNothingLeft();
}

TEST_F(BadGift, BreaksARuleOfItsFields) {
  const auto with = [](const std::function<void(v1::Recognition&)>& change) {
    auto request = GiveRequest({kAna});
    change(*request.mutable_recognition());
    return request;
  };
  EXPECT_THAT(Give(with([](auto& r) { r.set_message(" \n "); })), ViolatesField("recognition.message"));
  EXPECT_THAT(Give(with([](auto& r) { r.set_message(std::string(2001, 'x')); })),
              ViolatesField("recognition.message"));
  EXPECT_THAT(Give(with([](auto& r) { r.set_points_each(-1); })), ViolatesField("recognition.points_each"));
  EXPECT_THAT(Give(with([](auto& r) { r.set_points_each(10'001); })),
              ViolatesField("recognition.points_each"));
  EXPECT_THAT(Give(with([](auto& r) { r.set_visibility(static_cast<v1::RecognitionVisibility>(9)); })),
              ViolatesField("recognition.visibility"));
  EXPECT_THAT(Give(with([](auto& r) { r.set_value("values/teamwork"); })),
              ViolatesField("recognition.value"));
  EXPECT_THAT(Give(with([](auto& r) {
                for (int i = 0; i < 50; ++i) r.add_recipients(Person(org::testing::TestId(100 + i)));
              })),
              ViolatesField("recognition.recipients"));
  EXPECT_THAT(Give(v1::GiveRecognitionRequest()), ViolatesField("recognition"));
  ExpectNothingLeft();
}

TEST_F(BadGift, NamesAValueThatIsNotThereOrNotActive) {
  auto request = GiveRequest({kAna});
  request.mutable_recognition()->set_value("values/" + kNobody);
  EXPECT_THAT(Give(request), ViolatesField("recognition.value"));
  request.mutable_recognition()->set_value(suite.Value("teamwork", /*active=*/false).name());
  EXPECT_THAT(Give(request), StatusIs(kPrecondition, "VALUE_INACTIVE"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM recognition"), 0);
}

TEST_F(BadGift, LeavesOutTheValueThatTheProgrammeWants) {
  suite.SetProgram([](v1::Program& program) { program.set_value_required(true); });
  const auto given = Give(GiveRequest({kAna}));
  EXPECT_THAT(given, StatusIs(kInvalid, "VALUE_REQUIRED"));
  EXPECT_THAT(given, ViolatesField("recognition.value"));
  auto request = GiveRequest({kAna});
  request.mutable_recognition()->set_value(suite.Value("teamwork").name());
  EXPECT_THAT(Give(request), IsOk());
}

TEST_F(BadGift, IsOfMorePointsThanOneMayGetAtOnce) {
  const auto given = Give(GiveRequest({kAna}, 51));
  EXPECT_THAT(given, StatusIs(kPrecondition, "MAX_EACH_EXCEEDED"));
  EXPECT_EQ(MetadataOf(given, "max_each"), "50");
  ExpectNothingLeft();
  suite.SetProgram([](v1::Program& program) { program.set_max_each(51); });  // at once
  EXPECT_THAT(Give(GiveRequest({kAna}, 51)), IsOk());
}

TEST_F(BadGift, IsOverTheAllowance) {
  suite.Given(kSam, {kAna, kBen}, 45);
  const auto given = Give(GiveRequest({kCarla, kSkip}, 6));
  EXPECT_THAT(given, StatusIs(kPrecondition, "ALLOWANCE_EXCEEDED"));
  EXPECT_EQ(MetadataOf(given, "needed"), "12");
  EXPECT_EQ(MetadataOf(given, "remaining"), "10");
  EXPECT_EQ(MetadataOf(given, "boost"), "0");
  EXPECT_EQ(TimeIn(given, "reset_time"), kReset);
  suite.Boost(kSam, 1);
  EXPECT_EQ(MetadataOf(Give(GiveRequest({kCarla, kSkip}, 6)), "boost"), "1");
  suite.Boost(kSam, 1);
  EXPECT_THAT(Give(GiveRequest({kCarla, kSkip}, 6)), IsOk());
  suite.Verify();
}

TEST_F(BadGift, WithWhatWaitsForApprovalIsOverTheAllowance) {
  suite.Pending(kSam, {kAna, kBen}, 45);
  EXPECT_EQ(MetadataOf(Give(GiveRequest({kCarla}, 11)), "remaining"), "10");
}

TEST_F(BadGift, IsMoreThanOnePersonMayGetFromAnotherInAMonth) {
  suite.SetProgram([](v1::Program& program) { program.set_pair_cap(60); });
  suite.Given(kSam, {kAna}, 50);
  const auto given = Give(GiveRequest({kBen, kAna}, 11));
  EXPECT_THAT(given, StatusIs(kPrecondition, "PAIR_CAP_EXCEEDED"));
  EXPECT_EQ(MetadataOf(given, "person"), Person(kAna));
  EXPECT_EQ(MetadataOf(given, "remaining"), "10");
  EXPECT_EQ(MetadataOf(given, "pair_cap"), "60");
  EXPECT_EQ(TimeIn(given, "reset_time"), kReset);
  EXPECT_THAT(Give(GiveRequest({kAna}, 50), kBen), IsOk());  // another pair
  EXPECT_THAT(Give(GiveRequest({kSam}, 50), kAna), IsOk());  // the other way round
  EXPECT_THAT(Give(GiveRequest({kAna}, 10)), IsOk());
  suite.Pass(kReset - suite.clock.Now());  // and in another month
  EXPECT_THAT(Give(GiveRequest({kAna}, 50)), IsOk());
  suite.Verify();
}

TEST_F(BadGift, CountsAgainstThePairWhileItWaitsAndNoMoreOnceItIsTakenBackOrRejected) {
  suite.SetProgram([](v1::Program& program) { program.set_pair_cap(10); });
  const auto rest = [&] { return MetadataOf(Give(GiveRequest({kAna}, 50)), "remaining"); };
  const auto pending = suite.Pending(kSam, {kAna}, 7);
  EXPECT_EQ(rest(), "3");
  ASSERT_THAT(suite.As(kMona, &Stub::RejectRecognition, RejectRequest(pending.name())), IsOk());
  EXPECT_EQ(rest(), "10");
  const auto given = suite.Given(kSam, {kAna}, 7);
  EXPECT_EQ(rest(), "3");
  const auto revoke = Named<v1::RevokeRecognitionRequest>(given.name());
  ASSERT_THAT(suite.As(kSam, &Stub::RevokeRecognition, revoke), IsOk());
  EXPECT_EQ(rest(), "10");
}

// Each team with each recipient is a row.
TEST_F(BadGift, IsShownToMoreTeamsThanOneTransactionWrites) {
  constexpr int kPeople = 200, kMostTeams = 50;
  const std::string team = org::testing::TestId(60);
  const auto join = [&](org::testing::Records& records, int person, int other) {
    records.Member(org::testing::TestId(2000 + other), org::testing::TestId(1000 + person));
  };
  suite.Reorganize([&](org::testing::Records& records) {
    records.Team(team);
    for (int i = 0; i < kMostTeams; ++i) records.Team(org::testing::TestId(2000 + i));
    for (int i = 0; i < kPeople; ++i) {
      records.Active(org::testing::TestId(1000 + i)).Member(team, org::testing::TestId(1000 + i));
      join(records, i, i % (kMostTeams - 1));
    }
  });
  auto request = ToTeam(team);
  request.mutable_recognition()->set_visibility(v1::RECOGNITION_VISIBILITY_TEAM);
  const auto given = Give(request);
  ASSERT_THAT(given, IsOk());
  EXPECT_EQ(given->audience_teams_size(), kMostTeams);
  suite.Reorganize([&](org::testing::Records& records) { join(records, 0, kMostTeams - 1); });
  const auto refused = Give(request);
  EXPECT_THAT(refused, StatusIs(kPrecondition, "AUDIENCE_TOO_LARGE"));
  EXPECT_EQ(MetadataOf(refused, "teams"), "51");
  request.mutable_recognition()->set_visibility(v1::RECOGNITION_VISIBILITY_PUBLIC);
  EXPECT_THAT(Give(request), IsOk());
}

TEST_F(BadGift, IsShownToATeamThatNobodyOfThemIsIn) {
  const auto given = Give(GiveRequest({kStranger}, 0, v1::RECOGNITION_VISIBILITY_TEAM));
  EXPECT_THAT(given, StatusIs(kPrecondition, "NO_TEAM"));
  ExpectNothingLeft();
  EXPECT_THAT(Give(GiveRequest({kStranger, kAna}, 0, v1::RECOGNITION_VISIBILITY_TEAM)), IsOk());
}

TEST_F(BadGift, IsJudgedWholeByValidateOnlyAndNotMade) {
  auto request = GiveRequest({kAna}, 50);
  request.set_validate_only(true);
  const auto would_be = Give(request);
  ASSERT_THAT(would_be, IsOk());
  EXPECT_EQ(would_be->state(), v1::RECOGNITION_STATE_PUBLISHED);
  request.mutable_recognition()->set_points_each(51);
  EXPECT_THAT(Give(request), StatusIs(kPrecondition, "MAX_EACH_EXCEEDED"));
  request = GiveRequest({kAna, kBen, kCarla}, 50);
  request.set_validate_only(true);
  EXPECT_THAT(Give(request), StatusIs(kPrecondition, "ALLOWANCE_EXCEEDED"));
  ExpectNothingLeft();
}

}  // namespace
}  // namespace laurel::recognition::testing
