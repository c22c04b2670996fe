// What one person is to another: each relation, who has it and who has not, and on which day.
#include <gtest/gtest.h>

#include "common/org/organization.h"
#include "common/org/testing/records.h"

namespace laurel::org {
namespace {

using testing::Records;
using testing::TestId;
namespace v1 = directory::v1;

const std::string kAgent = TestId(1);
const std::string kPeer = TestId(2);
const std::string kLead = TestId(3);
const std::string kManager = TestId(4);
const std::string kDirector = TestId(5);
const std::string kCoach = TestId(6);
const std::string kStranger = TestId(7);
const std::string kQueueLead = TestId(8);
const std::string kTeam = TestId(101);
const std::string kQueue = TestId(102);
constexpr absl::CivilDay kJune(2026, 6, 1);

absl::Time At(absl::CivilDay day, int hour) {
  return absl::FromCivil(absl::CivilHour(day) + hour, absl::UTCTimeZone());
}

Records Everybody() {
  Records records;
  for (const std::string& id : {kAgent, kPeer, kLead, kManager, kDirector, kCoach, kStranger, kQueueLead})
    records.Active(id);
  records.Line(kAgent, kManager).Line(kPeer, kManager).Line(kManager, kDirector).Coach(kAgent, kCoach);
  records.Team(kTeam).Lead(kTeam, kLead).Member(kTeam, kAgent).Member(kTeam, kPeer);
  records.Team(kQueue, v1::TEAM_KIND_QUEUE).Lead(kQueue, kQueueLead).Member(kQueue, kAgent);
  return records;
}

// The relations of `caller` to `subject` as a set of bits.
unsigned Bits(const Organization& organization, const std::string& caller, const std::string& subject,
              absl::Time now) {
  const Relations relations = organization.RelationsOf(caller, subject, now);
  unsigned bits = 0;
  for (unsigned bit = 1; bit <= Relations::kTeammate; bit <<= 1) bits |= relations.HasAny(bit) ? bit : 0;
  return bits;
}

TEST(RelationsTable, HoldsForEveryoneTowardsTheAgent) {
  const auto organization = Everybody().Build();
  const absl::Time now = At(kJune, 12);
  const std::vector<std::tuple<std::string, unsigned, bool>> table = {
      {kAgent, Relations::kSelf, false},
      {kManager, Relations::kLineManager | Relations::kChainAbove, true},
      {kDirector, Relations::kChainAbove, true},
      {kCoach, Relations::kCoach, true},
      {kLead, Relations::kTeamLead | Relations::kTeammate, true},
      {kPeer, Relations::kTeammate, false},
      {kStranger, 0, false},
      {kQueueLead, 0, false},
      {TestId(99), 0, false},
  };
  for (const auto& [caller, bits, may_coach] : table) {
    EXPECT_EQ(Bits(*organization, caller, kAgent, now), bits) << caller;
    EXPECT_EQ(organization->RelationsOf(caller, kAgent, now).MayCoach(), may_coach) << caller;
  }
}

TEST(RelationsTable, IsNotSymmetric) {
  const auto organization = Everybody().Build();
  const absl::Time now = At(kJune, 12);
  EXPECT_EQ(Bits(*organization, kAgent, kManager, now), 0U);
  EXPECT_EQ(Bits(*organization, kAgent, kCoach, now), 0U);
  EXPECT_EQ(Bits(*organization, kAgent, kLead, now), Relations::kTeammate);
  EXPECT_EQ(Bits(*organization, kManager, TestId(99), now), 0U);
}

TEST(Relations, AFormerManagerHasNoneTheDayAfterATransfer) {
  Records records;
  records.Active(kAgent).Active(kManager).Active(kStranger);
  records.Line(kAgent, kManager, Records::kEarly, kJune).Line(kAgent, kStranger, kJune + 1);
  const auto organization = records.Build();
  const unsigned above = Relations::kLineManager | Relations::kChainAbove;
  EXPECT_EQ(Bits(*organization, kManager, kAgent, At(kJune, 23)), above);
  EXPECT_EQ(Bits(*organization, kStranger, kAgent, At(kJune, 23)), 0U);
  EXPECT_EQ(Bits(*organization, kManager, kAgent, At(kJune + 1, 0)), 0U);
  EXPECT_EQ(Bits(*organization, kStranger, kAgent, At(kJune + 1, 0)), above);
}

TEST(Relations, AreThoseOfTheSubjectsToday) {
  // 16:00 UTC on 1 June: already the 2nd in Tokyo, still the 1st in Lima.
  Records records;
  records.Active(kAgent, "", "Asia/Tokyo")
      .Active(kPeer, "", "America/Lima")
      .Active(kManager)
      .Active(kDirector);
  records.Line(kAgent, kManager, kJune + 1)
      .Line(kPeer, kManager, kJune + 1)
      .Line(kManager, kDirector, kJune + 1);
  records.Coach(kAgent, kDirector, kJune, kJune).Coach(kPeer, kDirector, kJune, kJune);
  const auto organization = records.Build();
  const absl::Time now = At(kJune, 16);
  EXPECT_EQ(Bits(*organization, kManager, kAgent, now), Relations::kLineManager | Relations::kChainAbove);
  EXPECT_EQ(Bits(*organization, kManager, kPeer, now), 0U);
  // The whole chain is that of the subject's day, although the manager's own line begins only tomorrow where
  // they are.
  EXPECT_EQ(Bits(*organization, kDirector, kAgent, now), Relations::kChainAbove);
  EXPECT_EQ(Bits(*organization, kDirector, kPeer, now), Relations::kCoach);
}

TEST(Relations, TakeEachMembershipOnItsOwnMembersToday) {
  Records records;
  records.Active(kAgent, "", "Asia/Tokyo").Active(kLead, "", "America/Lima").Team(kTeam);
  records.Member(kTeam, kAgent, kJune + 1).Lead(kTeam, kLead, kJune, kJune);
  const auto organization = records.Build();
  const unsigned lead = Relations::kTeamLead | Relations::kTeammate;
  EXPECT_EQ(Bits(*organization, kLead, kAgent, At(kJune, 14)), 0U) << "not yet the 2nd in Tokyo";
  EXPECT_EQ(Bits(*organization, kLead, kAgent, At(kJune, 16)), lead);
  EXPECT_EQ(Bits(*organization, kLead, kAgent, At(kJune + 1, 5)), 0U) << "no longer the 1st in Lima";
}

TEST(Relations, OfAClosedTeamAreNone) {
  Records records = Everybody();
  records.Team(kTeam, v1::TEAM_KIND_TEAM, kJune);
  const auto organization = records.Build();
  EXPECT_EQ(Bits(*organization, kPeer, kAgent, At(kJune, 12)), Relations::kTeammate);
  EXPECT_EQ(Bits(*organization, kPeer, kAgent, At(kJune + 1, 12)), 0U);
}

TEST(Relations, OfALeaverAreNoneButToThemselves) {
  const auto organization = Everybody()
                                .Status(kManager, kJune, v1::PERSON_STATE_LEFT)
                                .Status(kCoach, kJune, v1::PERSON_STATE_ON_LEAVE)
                                .Status(kPeer, kJune, v1::PERSON_STATE_LEFT)
                                .Build();
  EXPECT_EQ(Bits(*organization, kManager, kAgent, At(kJune - 1, 12)),
            Relations::kLineManager | Relations::kChainAbove);
  EXPECT_EQ(Bits(*organization, kManager, kAgent, At(kJune, 12)), 0U);
  EXPECT_EQ(Bits(*organization, kManager, kManager, At(kJune, 12)), Relations::kSelf);
  EXPECT_EQ(Bits(*organization, kDirector, kAgent, At(kJune, 12)), Relations::kChainAbove)
      << "the chain goes on above";
  EXPECT_EQ(Bits(*organization, kCoach, kAgent, At(kJune, 12)), Relations::kCoach);
  EXPECT_EQ(Bits(*organization, kLead, kPeer, At(kJune, 12)), Relations::kTeamLead | Relations::kTeammate)
      << "a leaver's history stays readable";
}

}  // namespace
}  // namespace laurel::org
