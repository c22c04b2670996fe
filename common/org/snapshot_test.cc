// Records out, records in; and what an organisation weighs.
#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "common/org/organization.h"
#include "common/org/testing/records.h"
#include "fmt/format.h"

namespace laurel::org {
namespace {

using testing::Records;
using testing::TestId;
namespace v1 = directory::v1;

// One status, one LINE, one COACH for every second and one membership a person; teams of 12.
Records Typical(int people) {
  Records records;
  const char* const zones[] = {"Europe/Berlin", "America/Chicago", "Asia/Manila"};
  for (int i = 0; i < people; ++i) {
    records.Active(TestId(i), fmt::format("person{}@example.com", i), zones[i % 3]);
    if (i > 0) records.Line(TestId(i), TestId((i - 1) / 10));
    if (i % 2 == 1) records.Coach(TestId(i), TestId(i / 2));
    const std::string team = TestId(500'000 + i / 12);
    if (i % 12 == 0) records.Team(team).Placement(team, "");
    records.Member(team, TestId(i));
  }
  records.Roles(TestId(0), {v1::ROLE_HR_ADMIN});
  return records;
}

v1::OrganizationRecords Whole(const Organization& organization, std::size_t max_records) {
  v1::OrganizationRecords whole;
  for (const v1::OrganizationRecords& part : organization.ToRecords(max_records)) whole.MergeFrom(part);
  return whole;
}

TEST(Snapshot, MakesTheSameOrganisationAgain) {
  Records records = Typical(300);
  records.Status(TestId(7), absl::CivilDay(2026, 3, 1), v1::PERSON_STATE_LEFT, false);
  records.Placement(TestId(500'001), TestId(500'000), absl::CivilDay(2026, 3, 1), absl::CivilDay(2026, 5, 1));
  records.Member(TestId(500'000), TestId(250), absl::CivilDay(2026, 3, 1), absl::CivilDay(2026, 5, 1));
  records.ServiceAccount("laurel-feedback").ServiceAccount("crm", v1::SERVICE_ACCOUNT_ROLE_INTEGRATION, true);
  const auto organization = records.Build(7);
  const v1::OrganizationRecords snapshot = Whole(*organization, 1'000'000);
  const auto copy = Organization().With(snapshot, 7);
  EXPECT_EQ(Whole(*copy, 1'000'000).SerializeAsString(), snapshot.SerializeAsString());
  EXPECT_EQ(snapshot.people_size(), records.records().people_size());
  EXPECT_EQ(snapshot.statuses_size(), records.records().statuses_size());
  EXPECT_EQ(snapshot.lines_size(), records.records().lines_size());
  EXPECT_EQ(snapshot.teams_size(), records.records().teams_size());
  EXPECT_EQ(snapshot.placements_size(), records.records().placements_size());
  EXPECT_EQ(snapshot.memberships_size(), records.records().memberships_size());
  EXPECT_EQ(snapshot.roles_size(), 1);
  ASSERT_EQ(snapshot.service_accounts_size(), 2);
  EXPECT_EQ(snapshot.service_accounts(0).subject(), "crm");
  EXPECT_TRUE(snapshot.service_accounts(0).disabled());
}

TEST(Snapshot, IsTheSameInPartsOfAnySize) {
  const auto organization = Typical(300).Build();
  const std::string whole = Whole(*organization, 1'000'000).SerializeAsString();
  EXPECT_EQ(organization->ToRecords(1'000'000).size(), 1U);
  for (const std::size_t size : {1U, 7U, 100U}) {
    EXPECT_EQ(Whole(*organization, size).SerializeAsString(), whole);
    auto copy = std::make_shared<const Organization>();
    for (const v1::OrganizationRecords& part : organization->ToRecords(size)) copy = copy->With(part, 1);
    EXPECT_EQ(Whole(*copy, 1'000'000).SerializeAsString(), whole);
  }
}

TEST(Snapshot, OfTenThousandTypicalPeopleStaysBelow250BytesAPerson) {
  constexpr int kPeople = 10'000;
  auto organization = Typical(kPeople).Build();
  EXPECT_LE(organization->ApproximateBytes() / kPeople, 250U);
  // So it does after changes that came one by one.
  for (int i = 0; i < 50; ++i) {
    Records change(2'000'000 + i);
    change.Active(TestId(kPeople + i)).Line(TestId(kPeople + i), TestId(0));
    organization = organization->With(change.records(), i);
  }
  EXPECT_EQ(organization->people_count(), kPeople + 50U);
  EXPECT_LE(organization->ApproximateBytes() / kPeople, 250U);
  RecordProperty("bytes_per_person", static_cast<int>(organization->ApproximateBytes() / kPeople));
}

TEST(Snapshot, OfAHundredThousandPeopleTakesAChange) {
  constexpr int kPeople = 100'000;
  const auto organization = Typical(kPeople).Build();
  const absl::Time begun = absl::Now();
  const auto next = organization->With(
      Records(2'000'000).Active(TestId(kPeople)).Line(TestId(kPeople), TestId(3)).records(), 2);
  RecordProperty("milliseconds", static_cast<int>(absl::ToInt64Milliseconds(absl::Now() - begun)));
  EXPECT_EQ(next->people_count(), kPeople + 1U);
  EXPECT_EQ(next->ManagerOn(TestId(kPeople), Records::kEarly), TestId(3));
}

}  // namespace
}  // namespace laurel::org
