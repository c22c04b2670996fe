#include "common/summary/disclosure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/org/testing/records.h"
#include "fmt/format.h"

namespace laurel::summary {
namespace {

using org::testing::Records;
using org::testing::TestId;
using ::testing::ElementsAre;

// Those from `first` to before `end`.
People Range(int first, int end) {
  People people;
  for (int n = first; n < end; ++n) people.insert(fmt::format("{}", n));
  return people;
}
// Of parts that have nobody in common, and one part more of people who are in none.
std::vector<bool> SuppressedOfSizes(const std::vector<int>& sizes, int in_none = 0) {
  std::vector<People> parts;
  int end = 0;
  for (const int size : sizes) {
    parts.push_back(Range(end, end + size));
    end += size;
  }
  return SuppressedOf(Range(0, end + in_none), parts);
}

TEST(Suppressed, AreFewPeopleAndTheSmallestBesideThem) {
  EXPECT_THAT(SuppressedOfSizes({}), ElementsAre());
  EXPECT_THAT(SuppressedOfSizes({5, 6, 7}), ElementsAre(false, false, false));
  EXPECT_THAT(SuppressedOfSizes({9, 4, 7, 8}), ElementsAre(false, true, true, false));
  EXPECT_THAT(SuppressedOfSizes({3, 7, 7, 4}), ElementsAre(true, true, false, true));
  EXPECT_THAT(SuppressedOfSizes({4, 1}), ElementsAre(true, true));
}

TEST(Suppressed, IsWhatLeavesFewOfTheSum) {
  EXPECT_THAT(SuppressedOfSizes({5, 6}, 5), ElementsAre(false, false));
  EXPECT_THAT(SuppressedOfSizes({6, 6}), ElementsAre(false, false));
  EXPECT_THAT(SuppressedOfSizes({7, 6}, 2), ElementsAre(false, true));
  EXPECT_THAT(SuppressedOfSizes({7, 6}, 5), ElementsAre(false, false));
  EXPECT_THAT(SuppressedOfSizes({5, 6}, 4), ElementsAre(true, false)) << "four are in no part";
  EXPECT_THAT(SuppressedOfSizes({9}, 1), ElementsAre(true));
  EXPECT_THAT(SuppressedOfSizes({3, 9}, 6), ElementsAre(true, false)) << "beside the three are six more";
  EXPECT_THAT(SuppressedOfSizes({3, 9}, 10), ElementsAre(true, true));
  EXPECT_THAT(SuppressedOfSizes({9}), ElementsAre(false)) << "it is the whole";
}

TEST(Suppressed, IsWhatIsAnotherPartButForFew) {
  EXPECT_THAT(SuppressedOf(Range(0, 40), {Range(0, 10), Range(0, 14)}), ElementsAre(true, false));
  EXPECT_THAT(SuppressedOf(Range(0, 40), {Range(0, 14), Range(0, 10)}), ElementsAre(false, true));
  EXPECT_THAT(SuppressedOf(Range(0, 40), {Range(0, 10), Range(0, 15)}), ElementsAre(false, false));
  EXPECT_THAT(SuppressedOf(Range(0, 40), {Range(0, 10), Range(0, 10)}), ElementsAre(false, false));
  EXPECT_THAT(SuppressedOf(Range(0, 40), {Range(0, 10), Range(1, 15)}), ElementsAre(false, false))
      << "neither holds the other";
}

// Two that overlap, and together are all but few.
TEST(Suppressed, IsTheSmallestOfThoseThatTogetherLeaveFew) {
  EXPECT_THAT(SuppressedOf(Range(0, 22), {Range(0, 12), Range(8, 20)}), ElementsAre(true, false));
  EXPECT_THAT(SuppressedOf(Range(0, 3), {Range(0, 3)}), ElementsAre(true));
}

// Parts that together are the whole.
std::vector<bool> SuppressedOfAll(const std::vector<People>& parts) {
  People whole;
  for (const People& part : parts) whole.insert(part.begin(), part.end());
  return SuppressedOf(whole, parts);
}
People With(People people, const std::string& also) {
  people.insert(also);
  return people;
}

TEST(Suppressed, IsWhatTheWholeHoldsWithFewOthers) {
  // The second one holds two whom the first does not, the first six whom the second does not.
  EXPECT_THAT(SuppressedOfAll({Range(0, 10), Range(6, 12)}), ElementsAre(true, false));
  EXPECT_THAT(SuppressedOfAll({Range(0, 3), Range(2, 5)}), ElementsAre(true, true));
}

TEST(Suppressed, IsWhatAnotherPartHoldsWithFewOthers) {
  EXPECT_THAT(SuppressedOfAll({Range(0, 6), Range(0, 8), Range(20, 30)}), ElementsAre(true, false, false));
  EXPECT_THAT(SuppressedOfAll({Range(0, 8), Range(20, 30), Range(0, 6)}), ElementsAre(false, false, true));
  EXPECT_THAT(SuppressedOfAll({Range(0, 6), Range(0, 11), Range(20, 30)}), ElementsAre(false, false, false))
      << "five others are enough";
  EXPECT_THAT(SuppressedOfAll({Range(0, 6), Range(0, 6), Range(20, 30)}), ElementsAre(false, false, false))
      << "the same people, and nobody else";
}

// The sum of all three has whoever is in two of them twice.
TEST(Suppressed, IsTheSmallestWhileFewAreInTwoParts) {
  EXPECT_THAT(SuppressedOfAll({Range(0, 10), With(Range(10, 20), "3"), Range(30, 36)}),
              ElementsAre(false, false, true));
  EXPECT_THAT(SuppressedOfAll({Range(0, 10), Range(5, 20)}), ElementsAre(false, false)) << "five are enough";
}

TEST(Suppressed, IsNothingThatIsReadRecordByRecord) {
  EXPECT_THAT(SuppressedOf({}, {{}, {}}), ElementsAre(false, false));
  EXPECT_THAT(SuppressedOf(Range(0, 6), {Range(0, 6), {}}), ElementsAre(false, false));
}

const absl::CivilDay kDay(2026, 1, 14);
const std::string kSite = TestId(50);
const std::string kNorth = TestId(51);
const std::string kSouth = TestId(52);
const std::string kCrew = TestId(53);

// A site of two teams; all of South are in a crew below it, too.
std::shared_ptr<const org::Organization> Example(int in_north, int in_south) {
  Records records;
  records.Team(kSite, directory::v1::TEAM_KIND_SITE).Placement(kSite, "");
  records.Team(kNorth).Placement(kNorth, kSite).Team(kSouth).Placement(kSouth, kSite);
  records.Team(kCrew).Placement(kCrew, kSouth);
  for (int n = 0; n < in_north; ++n) records.Active(TestId(100 + n)).Member(kNorth, TestId(100 + n));
  for (int n = 0; n < in_south; ++n) {
    records.Active(TestId(200 + n)).Member(kSouth, TestId(200 + n)).Member(kCrew, TestId(200 + n));
  }
  return records.Build();
}

Asker Everything() {
  return {[](std::string_view) { return true; }, [](std::string_view) { return false; }};
}

TEST(Disclosure, HoldsPartsByIdWithTheirPeople) {
  const Disclosure site = DisclosureOf(*Example(5, 6), kSite, kDay, Everything());
  EXPECT_FALSE(site.suppressed);
  EXPECT_EQ(site.people.size(), 11U);
  ASSERT_EQ(site.parts.size(), 2U);
  EXPECT_EQ(site.parts[0].team, kNorth);
  EXPECT_EQ(site.parts[0].people.size(), 5U);
  EXPECT_FALSE(site.parts[1].suppressed);
}

TEST(Disclosure, IsNoneOfATeamThatIsKeptBackAboveNorOfThoseBelowIt) {
  const auto organization = Example(4, 6);
  for (const std::string& team : {kNorth, kSouth, kCrew}) {
    const Disclosure disclosure = DisclosureOf(*organization, team, kDay, Everything());
    EXPECT_TRUE(disclosure.suppressed) << team;
    EXPECT_TRUE(disclosure.parts.empty()) << team;
  }
  EXPECT_FALSE(DisclosureOf(*organization, kSite, kDay, Everything()).suppressed);
}

TEST(Disclosure, IsWholeForWhoIsNotToldTheSum) {
  Asker lead = Everything();
  lead.may_ask = [](std::string_view team) { return team == kSouth || team == kCrew; };
  EXPECT_FALSE(DisclosureOf(*Example(4, 6), kSouth, kDay, lead).suppressed);
  EXPECT_FALSE(DisclosureOf(*Example(4, 6), kCrew, kDay, lead).suppressed);
}

TEST(Disclosure, CountsThoseWhoseRecordsAreNotReadAnyway) {
  const auto organization = Example(7, 6);
  Asker asker = Everything();
  asker.reads = [](std::string_view person) { return person < TestId(103); };  // three of North
  const Disclosure site = DisclosureOf(*organization, kSite, kDay, asker);
  EXPECT_TRUE(site.parts[0].suppressed) << "four are left";
  EXPECT_TRUE(site.parts[1].suppressed);
  EXPECT_TRUE(DisclosureOf(*organization, kNorth, kDay, asker).suppressed);
  asker.reads = [](std::string_view person) { return person < TestId(200); };  // all of North
  EXPECT_FALSE(DisclosureOf(*organization, kNorth, kDay, asker).suppressed);
  EXPECT_FALSE(DisclosureOf(*organization, kSouth, kDay, asker).suppressed);
}

}  // namespace
}  // namespace laurel::summary
