#include "services/directory/team/rules.h"

#include <gmock/gmock.h>

#include <map>
#include <random>

namespace laurel::directory::team {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::PlacementRecord Below(const std::string& team, const std::string& parent, int start, int end = 0) {
  v1::PlacementRecord placement;
  placement.set_id(team + std::to_string(start));
  placement.set_team(team);
  placement.set_parent(parent);
  placement.set_start_day(start);
  placement.set_end_day(end);
  return placement;
}

std::string NewId() { return "new"; }

using Forest = std::map<std::string, std::vector<v1::PlacementRecord>>;

bool Cyclic(const Forest& forest, const std::string& team, const std::string& parent, int start) {
  return MakesCycle(
      [&forest](const std::string& id) -> std::span<const v1::PlacementRecord> {
        const auto it = forest.find(id);
        return it == forest.end() ? std::span<const v1::PlacementRecord>() : it->second;
      },
      team, parent, start);
}

TEST(Place, EndsTheFormerPlaceTheDayBefore) {
  const std::vector<v1::PlacementRecord> before{Below("voice", "north", 10)};
  const auto edits = Place(before, "voice", "south", 20, NewId);
  ASSERT_THAT(edits, SizeIs(2));
  EXPECT_EQ(edits[0].record.end_day(), 19);
  EXPECT_EQ(edits[1].record.parent(), "south");
  EXPECT_EQ(edits[1].record.start_day(), 20);
}

TEST(Place, AtTheRootIsAPlaceToo) {
  const std::vector<v1::PlacementRecord> before{Below("voice", "north", 10)};
  const auto edits = Place(before, "voice", "", 20, NewId);
  ASSERT_THAT(edits, SizeIs(2));
  EXPECT_EQ(edits[1].kind, Edit::Kind::kInsert);
  EXPECT_EQ(edits[1].record.parent(), "");
}

TEST(Place, ChangesNothingWhereTheTeamIsAlready) {
  const std::vector<v1::PlacementRecord> before{Below("voice", "", 10)};
  EXPECT_THAT(Place(before, "voice", "", 20, NewId), IsEmpty());
}

TEST(ParentOn, IsThatOfTheDay) {
  const std::vector<v1::PlacementRecord> placements{Below("voice", "", 10, 19), Below("voice", "north", 20)};
  EXPECT_EQ(ParentOn(placements, 9), "");
  EXPECT_EQ(ParentOn(placements, 19), "");
  EXPECT_EQ(ParentOn(placements, 20), "north");
}

TEST(MakesCycle, SeesAPlaceThatBeginsLater) {
  EXPECT_TRUE(Cyclic({{"north", {Below("north", "voice", 100)}}}, "voice", "north", 5));
  EXPECT_FALSE(Cyclic({{"north", {Below("north", "voice", 1, 4)}}}, "voice", "north", 5));
}

TEST(MakesCycle, FollowsTheWholeWay) {
  const Forest forest{{"south", {Below("south", "north", 1)}}, {"north", {Below("north", "voice", 1)}}};
  EXPECT_TRUE(Cyclic(forest, "voice", "south", 5));
  EXPECT_FALSE(Cyclic(forest, "south", "voice", 5));
}

TEST(MakesCycle, EndsWhenOthersFormACircle) {
  const Forest forest{{"a", {Below("a", "b", 1)}}, {"b", {Below("b", "a", 1)}}};
  EXPECT_FALSE(Cyclic(forest, "voice", "a", 5));
}

// Walks up day by day: what MakesCycle finds for all days at once.
bool IsBelowItself(const Forest& forest, const std::string& team, int day) {
  std::string above = team;
  for (std::size_t step = 0; step <= forest.size(); ++step) {
    const auto it = forest.find(above);
    if (it == forest.end()) return false;
    above = ParentOn(it->second, day);
    if (above.empty()) return false;
    if (above == team) return true;
  }
  return false;
}

TEST(RandomPlacements, KeepTheForestAcyclicAtEveryDate) {
  constexpr int kTeams = 7;
  constexpr int kFirst = 100;
  constexpr int kLast = 140;
  for (unsigned seed = 1; seed <= 30; ++seed) {
    std::mt19937 random(seed);
    Forest forest;
    int ids = 0;
    int refused = 0;
    for (int i = 0; i < kTeams; ++i) {
      const std::string team(1, static_cast<char>('a' + i));
      forest[team] = {Below(team, "", kFirst)};
    }
    for (int step = 0; step < 60; ++step) {
      const std::string team(1, static_cast<char>('a' + random() % kTeams));
      const std::string parent =
          random() % 6 == 0 ? "" : std::string(1, static_cast<char>('a' + random() % kTeams));
      if (team == parent) continue;
      const int start = kFirst + static_cast<int>(random() % (kLast - kFirst));
      const auto edits = Place(forest[team], team, parent, start, [&ids] { return std::to_string(++ids); });
      Forest after = forest;
      after[team] = period::After(std::span<const v1::PlacementRecord>(forest[team]), edits);
      bool circle = false;
      for (int day = kFirst; day <= kLast; ++day) circle = circle || IsBelowItself(after, team, day);
      ASSERT_EQ(Cyclic(forest, team, parent, start), circle) << "seed " << seed << ", step " << step;
      if (circle) {
        ++refused;
      } else {
        forest = std::move(after);
      }
      for (int day = kFirst; day <= kLast; ++day) {
        for (const auto& [id, placements] : forest) {
          ASSERT_FALSE(IsBelowItself(forest, id, day));
          ASSERT_EQ(
              std::ranges::count_if(placements, [day](const auto& p) { return period::InForce(p, day); }), 1);
        }
      }
    }
    EXPECT_GT(refused, 0);
  }
}

}  // namespace
}  // namespace laurel::directory::team
