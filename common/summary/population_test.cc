#include "common/summary/population.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/org/testing/records.h"
#include "common/testing/fake_clock.h"

namespace laurel::summary {
namespace {

using org::testing::Records;
using org::testing::TestId;
using ::testing::UnorderedElementsAre;

const absl::CivilDay kDay(2026, 1, 14);
const std::string kSite = TestId(50);
const std::string kQueue = TestId(51);
const std::string kNorth = TestId(52);
const std::string kCrew = TestId(53);
const std::string kHead = TestId(1);
const std::string kLead = TestId(2);
const std::string kMember = TestId(3);
const std::string kOnLeave = TestId(4);
const std::string kNew = TestId(5);

// Crew below North, which stands with a queue below a site.
Records Example() {
  Records records;
  for (const std::string* person : {&kHead, &kLead, &kMember}) records.Active(*person);
  records.Active(kOnLeave).Status(kOnLeave, kDay, directory::v1::PERSON_STATE_ON_LEAVE);
  records.Person(kNew).Status(kNew, kDay + 1, directory::v1::PERSON_STATE_ACTIVE);
  records.Team(kSite, directory::v1::TEAM_KIND_SITE).Placement(kSite, "").Lead(kSite, kHead);
  records.Team(kQueue, directory::v1::TEAM_KIND_QUEUE).Placement(kQueue, kSite).Member(kQueue, kHead);
  records.Team(kNorth).Placement(kNorth, kSite).Lead(kNorth, kLead).Member(kNorth, kOnLeave);
  records.Team(kCrew).Placement(kCrew, kNorth).Member(kCrew, kMember).Member(kCrew, kNew);
  return records;
}

TEST(Population, IsWhoIsActiveInTeamsAndThoseBelowThem) {
  const auto organization = Example().Build();
  EXPECT_THAT(PeopleOf(*organization, kCrew, kDay), UnorderedElementsAre(kMember));
  EXPECT_THAT(PeopleOf(*organization, kCrew, kDay + 1), UnorderedElementsAre(kMember, kNew));
  EXPECT_THAT(PeopleOf(*organization, kNorth, kDay), UnorderedElementsAre(kLead, kMember));
  EXPECT_THAT(PeopleOf(*organization, kNorth, kDay - 1), UnorderedElementsAre(kLead, kMember, kOnLeave));
  EXPECT_THAT(PeopleOf(*organization, kQueue, kDay), UnorderedElementsAre())
      << "a queue has no people of its own";
  EXPECT_THAT(PeopleOf(*organization, kSite, kDay), UnorderedElementsAre(kLead, kMember));
  EXPECT_THAT(PeopleOf(*organization, "", kDay), UnorderedElementsAre(kHead, kLead, kMember));
}

TEST(Population, IsThatOfWhoeverLeadsTheTeamOrOneAbove) {
  const auto organization = Example().Build();
  const absl::Time now = laurel::testing::FakeClock().Now();
  EXPECT_TRUE(Leads(*organization, kLead, kNorth, now));
  EXPECT_TRUE(Leads(*organization, kLead, kCrew, now));
  EXPECT_FALSE(Leads(*organization, kLead, kSite, now));
  EXPECT_TRUE(Leads(*organization, kHead, kCrew, now));
  EXPECT_TRUE(Leads(*organization, kHead, kQueue, now));
  EXPECT_FALSE(Leads(*organization, kMember, kCrew, now));
}

TEST(Population, EndsWhereBrokenDataHoldsACycle) {
  Records records = Example();
  records.Placement(kSite, kCrew);
  const auto organization = records.Build();
  EXPECT_THAT(PeopleOf(*organization, kNorth, kDay), ::testing::SizeIs(2));
  EXPECT_FALSE(Leads(*organization, kMember, kCrew, laurel::testing::FakeClock().Now()));
}

}  // namespace
}  // namespace laurel::summary
