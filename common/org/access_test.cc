#include "common/org/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/time/clock.h"
#include "common/org/testing/records.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"

namespace laurel::org {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Records;
using ::testing::SizeIs;
using testing::TestId;
namespace v1 = directory::v1;

const std::string kAna = TestId(1);
const std::string kBen = TestId(2);
const std::string kManager = TestId(3);

class AccessTest : public ::testing::Test {
 protected:
  AccessTest() { holder_.Set(everybody_.Build(1), clock_.Now()); }

  static std::string Name(const std::string& id) { return kPersonPattern.Format({id}); }
  absl::Status Check(const std::vector<PersonReference>& references, bool refuse_leavers = true) {
    // No time left: whoever is unknown stays so.
    return CheckPeople(holder_, references, clock_.Now(), clock_.Now(), refuse_leavers);
  }

  laurel::testing::FakeClock clock_;
  Holder holder_;
  Records everybody_ = Records()
                           .Active(kAna)
                           .Active(kBen)
                           .Status(kBen, absl::CivilDay(2026, 1, 1), v1::PERSON_STATE_LEFT)
                           .Active(kManager)
                           .Line(kAna, kManager);
};

TEST_F(AccessTest, RelationsHoldForFifteenMinutesOfSilence) {
  clock_.Advance(kStaleAfter);
  const auto relations = RelationsNow(holder_, kManager, kAna, clock_.Now());
  ASSERT_THAT(relations, IsOk());
  EXPECT_TRUE(relations->Has(Relations::kLineManager));
  clock_.Advance(absl::Microseconds(1));
  const auto stale = RelationsNow(holder_, kManager, kAna, clock_.Now());
  EXPECT_THAT(stale, StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  EXPECT_TRUE(RetryDelayOf(stale.status()).has_value());
  EXPECT_THAT(FreshOrganization(holder_, clock_.Now()),
              StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  holder_.Touch(clock_.Now());
  EXPECT_THAT(RelationsNow(holder_, kManager, kAna, clock_.Now()), IsOk());
}

TEST_F(AccessTest, OneselfIsKnownHoweverOldTheFeed) {
  clock_.Advance(absl::Hours(100));
  const auto relations = RelationsNow(holder_, kAna, kAna, clock_.Now());
  ASSERT_THAT(relations, IsOk());
  EXPECT_TRUE(relations->Has(Relations::kSelf));
  EXPECT_FALSE(relations->MayCoach());
}

TEST_F(AccessTest, EveryUnknownPersonIsAViolationWithOneText) {
  const absl::Status status = Check({{"coach", Name(kManager)},
                                     {"attendees[0]", Name(TestId(8))},
                                     {"attendees[1]", Name(TestId(9))},
                                     {"owner", ""}});
  ASSERT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  const auto fields = BadRequestOf(status);
  ASSERT_EQ(fields->field_violations_size(), 2);
  EXPECT_EQ(fields->field_violations(0).field(), "attendees[0]");
  EXPECT_EQ(fields->field_violations(1).field(), "attendees[1]");
  EXPECT_EQ(fields->field_violations(0).description(), fields->field_violations(1).description());
}

TEST_F(AccessTest, LeaversAreRefusedWhereTheyAre) {
  EXPECT_THAT(Check({{"owner", Name(kBen)}}), StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Check({{"owner", Name(kBen)}}, false), IsOk());
  EXPECT_THAT(Check({{"owner", Name(kBen)}, {"coach", Name(TestId(9))}}),
              StatusIs(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"))
      << "unknown comes before left";
}

TEST_F(AccessTest, AnUnknownPersonIsWaitedFor) {
  std::thread feed([this] { holder_.Set(everybody_.Active(TestId(9)).Build(2), clock_.Now()); });
  EXPECT_THAT(CheckPeople(holder_, {{"coach", Name(TestId(9))}}, clock_.Now(),
                          clock_.Now() + absl::Seconds(10), true),
              IsOk());
  feed.join();
  EXPECT_TRUE(AwaitPerson(holder_, TestId(9), clock_.Now(), clock_.Now()));
}

TEST_F(AccessTest, ManyUnknownPeopleDoNotHoldManyThreads) {
  Holder full(0);  // as when all who may wait do
  full.Set(everybody_.Build(1), clock_.Now());
  const absl::Time deadline = clock_.Now() + absl::Hours(1);
  EXPECT_FALSE(AwaitPerson(full, TestId(9), clock_.Now(), deadline));
  EXPECT_THAT(CheckPeople(full, {{"coach", Name(TestId(9))}}, clock_.Now(), deadline, true),
              StatusIs(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_TRUE(AwaitPerson(full, kBen, clock_.Now(), deadline)) << "known, though left";
}

TEST_F(AccessTest, NobodyIsCalledUnknownByAStaleOrganisation) {
  clock_.Advance(kStaleAfter + absl::Seconds(1));
  EXPECT_THAT(Check({{"coach", Name(TestId(9))}}),
              StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  EXPECT_THAT(Check({{"coach", Name(kManager)}}), IsOk());
}

TEST_F(AccessTest, AnUnknownTeamIsAViolation) {
  const std::string team = TestId(50);
  const auto check = [&](const std::string& name) {
    return CheckTeam(holder_, "recognition.team", name, clock_.Now(), clock_.Now());
  };
  EXPECT_THAT(check(kTeamPattern.Format({team})), laurel::testing::ViolatesField("recognition.team"));
  EXPECT_THAT(check(""), IsOk());
  holder_.Set(everybody_.Team(team).Build(2), clock_.Now());
  EXPECT_THAT(check(kTeamPattern.Format({team})), IsOk());
  clock_.Advance(kStaleAfter + absl::Seconds(1));
  EXPECT_THAT(check(kTeamPattern.Format({team})), IsOk());
  EXPECT_THAT(check(kTeamPattern.Format({TestId(51)})),
              StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
}

TEST_F(AccessTest, AnUnknownTeamIsWaitedFor) {
  const std::string team = TestId(50);
  std::thread feed([&] { holder_.Set(everybody_.Team(team).Build(2), clock_.Now()); });
  EXPECT_THAT(
      CheckTeam(holder_, "team", kTeamPattern.Format({team}), clock_.Now(), clock_.Now() + absl::Seconds(10)),
      IsOk());
  feed.join();
}

TEST(AudienceTeams, AreTeamsOfKindTeamOnTheDateOfThePerson) {
  const std::string team = TestId(101), queue = TestId(102), later = TestId(103);
  const auto organization = Records()
                                .Active(kAna, "", "Pacific/Kiritimati")  // UTC+14
                                .Team(team)
                                .Team(queue, v1::TEAM_KIND_QUEUE)
                                .Team(later)
                                .Lead(team, kAna)
                                .Member(queue, kAna)
                                .Member(later, kAna, absl::CivilDay(2026, 1, 15))
                                .Build();
  const absl::Time noon = absl::FromCivil(absl::CivilHour(2026, 1, 14, 12), absl::UTCTimeZone());
  EXPECT_THAT(AudienceTeamsNow(*organization, kAna, noon), ElementsAre(team, later));
  EXPECT_THAT(AudienceTeamsNow(*organization, kAna, noon - absl::Hours(3)), ElementsAre(team));
  EXPECT_THAT(AudienceTeamsNow(*organization, kBen, noon), IsEmpty());
}

TEST(AudienceTeams, OfAListAreTheFirstOnes) {
  Records records;
  records.Active(kAna);
  for (int i = 0; i < kMostTeamsOfAList + 3; ++i) records.Team(TestId(100 + i)).Member(TestId(100 + i), kAna);
  const auto organization = records.Build();
  const absl::Time now = laurel::testing::FakeClock().Now();
  EXPECT_THAT(AudienceTeamsNow(*organization, kAna, now), SizeIs(kMostTeamsOfAList + 3));
  const std::vector<std::string> counted = AudienceTeamsForLists(*organization, kAna, now);
  ASSERT_THAT(counted, SizeIs(kMostTeamsOfAList));
  EXPECT_EQ(counted.front(), TestId(100));
  EXPECT_EQ(counted.back(), TestId(100 + kMostTeamsOfAList - 1));
}

TEST(AudienceTeams, OfManyListsAreWarnedOfOnceAnHour) {
  Records records;
  records.Active(kAna);
  for (int i = 0; i < kMostTeamsOfAList + 1; ++i) records.Team(TestId(100 + i)).Member(TestId(100 + i), kAna);
  const auto organization = records.Build();
  const auto lines = [&](absl::Time first, int hours) {
    ::testing::internal::CaptureStderr();
    for (int minute = 0; minute < hours * 60; ++minute) {
      AudienceTeamsForLists(*organization, kAna, first + absl::Minutes(minute));
    }
    return std::ranges::count(::testing::internal::GetCapturedStderr(), '\n');
  };
  const absl::Time hour = absl::FromCivil(absl::CivilHour(2031, 5, 6, 7), absl::UTCTimeZone());
  EXPECT_EQ(lines(hour, 1), 1);
  EXPECT_EQ(lines(hour + absl::Minutes(59), 1), 1);
  EXPECT_EQ(lines(hour + absl::Hours(5), 3), 3);
}

}  // namespace
}  // namespace laurel::org
