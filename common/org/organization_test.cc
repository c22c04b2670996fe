#include "common/org/organization.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/org/testing/records.h"
#include "common/time/convert.h"

namespace laurel::org {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using testing::Records;
using testing::TestId;
namespace v1 = directory::v1;

const std::string kAna = TestId(1);
const std::string kBen = TestId(2);
const std::string kCam = TestId(3);
const std::string kTeam = TestId(101);
const std::string kQueue = TestId(102);
constexpr absl::CivilDay kJune(2026, 6, 1);

TEST(Organization, OfNobodyKnowsNobody) {
  const Organization organization;
  EXPECT_EQ(organization.version(), 0);
  EXPECT_EQ(organization.people_count(), 0U);
  EXPECT_FALSE(organization.Knows(kAna));
  EXPECT_FALSE(organization.FindByEmail("ana@example.com").has_value());
  EXPECT_EQ(organization.StatusOn(kAna, kJune).state, v1::PERSON_STATE_UNSPECIFIED);
  EXPECT_FALSE(organization.ManagerOn(kAna, kJune).has_value());
  EXPECT_THAT(organization.ChainOn(kAna, kJune), IsEmpty());
  EXPECT_THAT(organization.MembersOn(kTeam, kJune), IsEmpty());
  EXPECT_FALSE(organization.HasLeft(kAna, absl::UnixEpoch()));
  EXPECT_THAT(organization.ToRecords(100), IsEmpty());
}

TEST(Organization, FindsPeopleByAddressInAnyCase) {
  const auto organization = Records().Person(kAna, "ana@example.com").Person(kBen, "ben@example.com").Build();
  EXPECT_THAT(organization->FindByEmail("Ana@Example.COM"), Optional(kAna));
  EXPECT_FALSE(organization->FindByEmail("cam@example.com").has_value());
}

TEST(Organization, ForgetsAFormerAddress) {
  const auto former = Records().Person(kAna, "ana@example.com").Build();
  const auto next = former->With(Records().Person(kAna, "ana.b@example.com").records(), 2);
  EXPECT_FALSE(next->FindByEmail("ana@example.com").has_value());
  EXPECT_THAT(next->FindByEmail("ana.b@example.com"), Optional(kAna));
  EXPECT_THAT(former->FindByEmail("ana@example.com"), Optional(kAna)) << "a version never changes";
}

TEST(Organization, SwapsAddressesInOneVersion) {
  const auto former = Records().Person(kAna, "a@example.com").Person(kBen, "b@example.com").Build();
  const auto next =
      former->With(Records().Person(kBen, "a@example.com").Person(kAna, "b@example.com").records(), 2);
  EXPECT_THAT(next->FindByEmail("a@example.com"), Optional(kBen));
  EXPECT_THAT(next->FindByEmail("b@example.com"), Optional(kAna));
}

TEST(Organization, TakesNobodyForAnAddressOfTwo) {
  const auto organization = Records().Person(kAna, "a@example.com").Person(kBen, "a@example.com").Build();
  EXPECT_FALSE(organization->FindByEmail("a@example.com").has_value());
}

TEST(Organization, ReplacesRolesAsAWhole) {
  auto organization = Records().Person(kAna).Roles(kAna, {v1::ROLE_HR_ADMIN, v1::ROLE_AUDITOR}).Build();
  EXPECT_THAT(organization->RolesOf(kAna), ElementsAre(v1::ROLE_HR_ADMIN, v1::ROLE_AUDITOR));
  EXPECT_THAT(organization->HoldersOf(v1::ROLE_AUDITOR), ElementsAre(kAna));
  EXPECT_THAT(organization->HoldersOf(v1::ROLE_RECOGNITION_ADMIN), IsEmpty());
  organization = organization->With(Records().Roles(kAna, {v1::ROLE_RECOGNITION_ADMIN}).records(), 2);
  EXPECT_THAT(organization->RolesOf(kAna), ElementsAre(v1::ROLE_RECOGNITION_ADMIN));
  organization = organization->With(Records().Roles(kAna, {}).records(), 3);
  EXPECT_THAT(organization->RolesOf(kAna), IsEmpty());
}

TEST(Organization, FindsServiceAccountsBySubjectAndReplacesThemById) {
  Records records;
  records.ServiceAccount("laurel-feedback").ServiceAccount("crm", v1::SERVICE_ACCOUNT_ROLE_INTEGRATION);
  const auto former = records.Build();
  ASSERT_TRUE(former->FindServiceAccount("crm").has_value());
  EXPECT_EQ(former->FindServiceAccount("crm")->role, v1::SERVICE_ACCOUNT_ROLE_INTEGRATION);
  EXPECT_FALSE(former->FindServiceAccount("crm")->disabled);
  EXPECT_FALSE(former->FindServiceAccount("CRM").has_value());
  EXPECT_FALSE(former->FindServiceAccount("").has_value());
  v1::OrganizationRecords change;
  *change.add_service_accounts() = records.records().service_accounts(1);
  change.mutable_service_accounts(0)->set_disabled(true);
  const auto next = former->With(change, 2);
  EXPECT_TRUE(next->FindServiceAccount("crm")->disabled);
  EXPECT_FALSE(next->FindServiceAccount("laurel-feedback")->disabled);
}

TEST(Organization, HoldsAStatusUntilTheNextBegins) {
  const auto organization = Records()
                                .Person(kAna)
                                .Status(kAna, kJune + 10, v1::PERSON_STATE_LEFT, false)
                                .Status(kAna, kJune, v1::PERSON_STATE_ACTIVE)
                                .Build();
  EXPECT_EQ(organization->StatusOn(kAna, kJune - 1).state, v1::PERSON_STATE_UNSPECIFIED);
  EXPECT_EQ(organization->StatusOn(kAna, kJune).state, v1::PERSON_STATE_ACTIVE);
  EXPECT_TRUE(organization->StatusOn(kAna, kJune + 9).coachable);
  EXPECT_EQ(organization->StatusOn(kAna, kJune + 10).state, v1::PERSON_STATE_LEFT);
  EXPECT_THAT(organization->LeaveDayOf(kAna), Optional(kJune + 10));
}

TEST(Organization, ReplacesAndWithdrawsAStatusByItsDay) {
  auto organization = Records()
                          .Person(kAna)
                          .Status(kAna, kJune, v1::PERSON_STATE_ACTIVE)
                          .Status(kAna, kJune + 10, v1::PERSON_STATE_LEFT)
                          .Build();
  organization = organization->With(Records().Status(kAna, kJune, v1::PERSON_STATE_ON_LEAVE).records(), 2);
  EXPECT_EQ(organization->StatusOn(kAna, kJune).state, v1::PERSON_STATE_ON_LEAVE);
  Records withdrawal;
  withdrawal.Status(kAna, kJune + 10, v1::PERSON_STATE_LEFT).records().mutable_statuses(0)->set_removed(true);
  organization = organization->With(withdrawal.records(), 3);
  EXPECT_EQ(organization->StatusOn(kAna, kJune + 10).state, v1::PERSON_STATE_ON_LEAVE);
  EXPECT_FALSE(organization->LeaveDayOf(kAna).has_value());
}

TEST(Organization, KnowsNoLeaveDayOfWhoCameBack) {
  const auto organization = Records()
                                .Active(kAna)
                                .Status(kAna, kJune, v1::PERSON_STATE_LEFT)
                                .Status(kAna, kJune + 30, v1::PERSON_STATE_ACTIVE)
                                .Active(kBen)
                                .Status(kBen, kJune, v1::PERSON_STATE_LEFT)
                                .Status(kBen, kJune + 5, v1::PERSON_STATE_LEFT, false)
                                .Build();
  EXPECT_FALSE(organization->LeaveDayOf(kAna).has_value());
  EXPECT_THAT(organization->LeaveDayOf(kBen), Optional(kJune));
}

TEST(Organization, CountsPeopleFromTheirFirstDayToTheirLast) {
  const auto organization = Records()
                                .Person(kCam)
                                .Status(kCam, kJune, v1::PERSON_STATE_ON_LEAVE)
                                .Person(kAna)
                                .Status(kAna, kJune - 30, v1::PERSON_STATE_LEFT)
                                .Status(kAna, kJune + 1, v1::PERSON_STATE_ACTIVE)
                                .Status(kAna, kJune + 5, v1::PERSON_STATE_LEFT)
                                .Status(kAna, kJune + 9, v1::PERSON_STATE_ACTIVE)
                                .Person(kBen)
                                .Build();
  EXPECT_THAT(organization->FirstDayOf(kAna), Optional(kJune + 1));
  EXPECT_THAT(organization->FirstDayOf(kCam), Optional(kJune));
  EXPECT_FALSE(organization->FirstDayOf(kBen).has_value()) << "nothing is known of when they begin";
  EXPECT_FALSE(organization->FirstDayOf(TestId(9)).has_value());
  EXPECT_THAT(organization->PeopleOn(kJune - 1), IsEmpty());
  EXPECT_THAT(organization->PeopleOn(kJune), ElementsAre(kCam));
  EXPECT_THAT(organization->PeopleOn(kJune + 4), ElementsAre(kAna, kCam));
  EXPECT_THAT(organization->PeopleOn(kJune + 5), ElementsAre(kCam));
  EXPECT_THAT(organization->PeopleOn(kJune + 9), ElementsAre(kAna, kCam));
}

TEST(Organization, CountsBothEndsOfAPeriod) {
  const auto organization = Records()
                                .Active(kAna)
                                .Active(kBen)
                                .Line(kAna, kBen, kJune, kJune + 5)
                                .Team(kTeam)
                                .Member(kTeam, kAna, kJune, kJune)
                                .Build();
  EXPECT_FALSE(organization->ManagerOn(kAna, kJune - 1).has_value());
  EXPECT_THAT(organization->ManagerOn(kAna, kJune), Optional(kBen));
  EXPECT_THAT(organization->ManagerOn(kAna, kJune + 5), Optional(kBen));
  EXPECT_FALSE(organization->ManagerOn(kAna, kJune + 6).has_value());
  EXPECT_THAT(organization->MembersOn(kTeam, kJune), ElementsAre(kAna));
  EXPECT_THAT(organization->MembersOn(kTeam, kJune + 1), IsEmpty());
}

TEST(Organization, CountsNoMembershipOfAClosedTeam) {
  const auto organization =
      Records().Active(kAna).Team(kTeam, v1::TEAM_KIND_TEAM, kJune).Member(kTeam, kAna).Build();
  EXPECT_THAT(organization->MembersOn(kTeam, kJune), ElementsAre(kAna));
  EXPECT_EQ(organization->TeamsOn(kAna, kJune).size(), 1U);
  EXPECT_THAT(organization->MembersOn(kTeam, kJune + 1), IsEmpty());
  EXPECT_TRUE(organization->TeamsOn(kAna, kJune + 1).empty());
}

TEST(Organization, KeepsATeamOpenUntilItsLastDayIsOverEverywhere) {
  const auto organization =
      Records().Team(kTeam, v1::TEAM_KIND_TEAM, kJune).Team(kQueue, v1::TEAM_KIND_QUEUE).Build();
  const absl::Time over = absl::FromCivil(kJune + 1, absl::FixedTimeZone(-12 * 3600));
  EXPECT_TRUE(organization->IsTeamOpen(kTeam, over - absl::Seconds(1)));
  EXPECT_FALSE(organization->IsTeamOpen(kTeam, over));
  EXPECT_TRUE(organization->IsTeamOpen(kQueue, over));
  EXPECT_FALSE(organization->IsTeamOpen(TestId(103), over));
}

TEST(Organization, TellsWhoLeadsATeamNow) {
  const auto organization = Records()
                                .Active(kAna, "", "Pacific/Auckland")
                                .Active(kBen)
                                .Team(kTeam)
                                .Lead(kTeam, kAna, kJune)
                                .Member(kTeam, kBen, kJune)
                                .Build();
  const absl::Time begins = absl::FromCivil(kJune, organization->TimeZoneOf(kAna));
  EXPECT_FALSE(organization->Leads(kAna, kTeam, begins - absl::Seconds(1)));
  EXPECT_TRUE(organization->Leads(kAna, kTeam, begins));
  EXPECT_FALSE(organization->Leads(kAna, kQueue, begins));
  EXPECT_FALSE(organization->Leads(kBen, kTeam, begins + absl::Hours(48)));
}

TEST(Organization, TellsTheTeamsBelowOneOnADay) {
  const std::string site = TestId(103), closed = TestId(104);
  const auto organization = Records()
                                .Team(site, v1::TEAM_KIND_SITE)
                                .Team(kTeam)
                                .Team(kQueue, v1::TEAM_KIND_QUEUE)
                                .Team(closed, v1::TEAM_KIND_TEAM, kJune)
                                .Placement(site, "")
                                .Placement(kTeam, "", Records::kEarly, kJune - 1)
                                .Placement(kTeam, site, kJune)
                                .Placement(kQueue, site, kJune + 1)
                                .Placement(closed, site)
                                .Build();
  EXPECT_THAT(organization->ChildTeamsOn("", kJune - 1), ElementsAre(kTeam, site));
  EXPECT_THAT(organization->ChildTeamsOn(site, kJune - 1), ElementsAre(closed));
  EXPECT_THAT(organization->ChildTeamsOn("", kJune), ElementsAre(site));
  EXPECT_THAT(organization->ChildTeamsOn(site, kJune), ElementsAre(kTeam, closed));
  EXPECT_THAT(organization->ChildTeamsOn(site, kJune + 1), ElementsAre(kTeam, kQueue));
  EXPECT_THAT(organization->ChildTeamsOn(kTeam, kJune), IsEmpty()) << "nothing is placed under it";
  EXPECT_THAT(organization->ChildTeamsOn(TestId(199), kJune), IsEmpty()) << "unknown, and not the root";
  EXPECT_FALSE(organization->TeamAboveOn(kTeam, kJune - 1).has_value()) << "at the root";
  EXPECT_THAT(organization->TeamAboveOn(kTeam, kJune), Optional(site));
  EXPECT_THAT(organization->TeamAboveOn(closed, kJune), Optional(site));
  EXPECT_FALSE(organization->TeamAboveOn(TestId(199), kJune).has_value());
  EXPECT_THAT(organization->TeamKindOf(kQueue), Optional(v1::TEAM_KIND_QUEUE));
  EXPECT_FALSE(organization->TeamKindOf(TestId(199)).has_value());
}

TEST(Organization, TellsKindAndRoleOfEachTeam) {
  const auto organization = Records()
                                .Active(kAna)
                                .Team(kTeam)
                                .Team(kQueue, v1::TEAM_KIND_QUEUE)
                                .Lead(kTeam, kAna)
                                .Member(kQueue, kAna)
                                .Build();
  const auto teams = organization->TeamsOn(kAna, kJune);
  ASSERT_EQ(teams.size(), 2U);
  EXPECT_EQ(teams[0].team, kTeam);
  EXPECT_EQ(teams[0].role, v1::TEAM_ROLE_LEAD);
  EXPECT_EQ(teams[1].kind, v1::TEAM_KIND_QUEUE);
}

TEST(Organization, DropsAWithdrawnLine) {
  Records records;
  records.Active(kAna).Active(kBen).Line(kAna, kBen);
  Records withdrawal;
  v1::LineRecord& line = *withdrawal.records().add_lines();
  line.set_id(records.LastId());
  line.set_removed(true);
  const auto next = records.Build()->With(withdrawal.records(), 2);
  EXPECT_FALSE(next->ManagerOn(kAna, kJune).has_value());
  EXPECT_THAT(next->ReportsOn(kBen, kJune, false), IsEmpty());
}

TEST(Organization, TakesTheLastWordOfABatch) {
  Records records;
  records.Active(kAna).Active(kBen).Line(kAna, kBen);
  *records.records().add_lines() = records.records().lines(0);
  records.records().mutable_lines(1)->set_manager(kCam);
  EXPECT_FALSE(records.Build()->ManagerOn(kAna, kJune).has_value()) << "nobody knows Cam yet";
  records.Active(kCam);
  EXPECT_THAT(records.Build()->ManagerOn(kAna, kJune), Optional(kCam));
}

TEST(Organization, KnowsATeamOpenOrClosedAndNoneThatIsOnlyNamed) {
  const auto named = Records().Active(kAna).Member(kTeam, kAna).Build();
  EXPECT_FALSE(named->KnowsTeam(kTeam));
  EXPECT_TRUE(named->With(Records().Team(kTeam).records(), 2)->KnowsTeam(kTeam));
  const auto closed = Records().Team(kTeam, v1::TEAM_KIND_TEAM, absl::CivilDay(2026, 1, 1)).Build();
  EXPECT_TRUE(closed->KnowsTeam(kTeam));
  EXPECT_FALSE(closed->KnowsTeam(kAna));
}

TEST(Organization, AcceptsALineBeforeItsPeople) {
  auto organization = Records().Line(kAna, kBen).Build();
  EXPECT_FALSE(organization->Knows(kAna));
  EXPECT_EQ(organization->people_count(), 0U);
  organization = organization->With(Records().Active(kBen).Active(kAna).records(), 2);
  EXPECT_EQ(organization->people_count(), 2U);
  EXPECT_THAT(organization->ManagerOn(kAna, kJune), Optional(kBen));
  EXPECT_THAT(organization->ReportsOn(kBen, kJune, false), ElementsAre(kAna));
}

TEST(Organization, LeavesOutRecordsWithMalformedIds) {
  const auto organization = Records().Active("ana").Active(kBen).Line(kBen, "ana").Build();
  EXPECT_EQ(organization->people_count(), 1U);
  EXPECT_FALSE(organization->ManagerOn(kBen, kJune).has_value());
}

TEST(Organization, FollowsTheChainOnOneDay) {
  const auto organization = Records()
                                .Active(kAna)
                                .Active(kBen)
                                .Active(kCam)
                                .Line(kAna, kBen, kJune)
                                .Line(kBen, kCam, kJune + 10)
                                .Build();
  EXPECT_THAT(organization->ChainOn(kAna, kJune + 9), ElementsAre(kBen));
  EXPECT_THAT(organization->ChainOn(kAna, kJune + 10), ElementsAre(kBen, kCam));
  EXPECT_THAT(organization->ReportsOn(kCam, kJune + 9, true), IsEmpty());
  EXPECT_THAT(organization->ReportsOn(kCam, kJune + 10, true), ElementsAre(kAna, kBen));
  EXPECT_THAT(organization->ReportsOn(kCam, kJune + 10, false), ElementsAre(kBen));
}

TEST(Organization, EndsAChainThatIsACycle) {
  const auto organization = Records()
                                .Active(kAna)
                                .Active(kBen)
                                .Active(kCam)
                                .Line(kAna, kBen)
                                .Line(kBen, kCam)
                                .Line(kCam, kBen)
                                .Build();
  EXPECT_THAT(organization->ChainOn(kAna, kJune), ElementsAre(kBen, kCam));
  EXPECT_THAT(organization->ChainOn(kBen, kJune), ElementsAre(kCam));
  EXPECT_THAT(organization->ReportsOn(kBen, kJune, true), ElementsAre(kAna, kCam));
  EXPECT_FALSE(organization->RelationsOf(TestId(9), kAna, absl::UnixEpoch()).MayCoach());
  EXPECT_FALSE(organization->RelationsOf(kAna, kBen, absl::FromCivil(kJune, absl::UTCTimeZone())).MayCoach());
}

TEST(Organization, CountsTimeZonesItDoesNotKnowAsUtc) {
  const auto organization = Records().Active(kAna, "", "Mars/Olympus").Active(kBen, "", "Asia/Tokyo").Build();
  const absl::Time evening = absl::FromCivil(absl::CivilSecond(2026, 6, 1, 20, 0, 0), absl::UTCTimeZone());
  EXPECT_EQ(organization->TodayOf(kAna, evening), kJune);
  EXPECT_EQ(organization->TodayOf(kBen, evening), kJune + 1);
  EXPECT_EQ(organization->TodayOf(kCam, evening), kJune);
  EXPECT_EQ(organization->ToRecords(100)[0].people(0).time_zone(), "Mars/Olympus");
}

TEST(Organization, CountsReportsAndMembersByTheDateOfEach) {
  const auto organization = Records()
                                .Active(kAna, "", "Asia/Tokyo")
                                .Active(kBen)
                                .Active(kCam)
                                .Line(kAna, kCam, kJune + 1)
                                .Line(kBen, kCam, kJune + 1)
                                .Team(kTeam)
                                .Member(kTeam, kAna, kJune + 1)
                                .Member(kTeam, kBen, kJune + 1)
                                .Build();
  const absl::Time evening = absl::FromCivil(absl::CivilSecond(2026, 6, 1, 20, 0, 0), absl::UTCTimeZone());
  EXPECT_THAT(organization->ReportsNow(kCam, evening), ElementsAre(kAna));
  EXPECT_THAT(organization->MembersNow(kTeam, evening), ElementsAre(kAna));
  EXPECT_THAT(organization->ReportsNow(kCam, evening + absl::Hours(4)), ElementsAre(kAna, kBen));
  EXPECT_THAT(organization->MembersNow(kTeam, evening + absl::Hours(4)), ElementsAre(kAna, kBen));
  EXPECT_THAT(organization->ReportsNow(TestId(9), evening), IsEmpty());
}

}  // namespace
}  // namespace laurel::org
