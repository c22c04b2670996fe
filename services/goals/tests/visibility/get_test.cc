// Who reads which goal: for every pair of a reader and a goal of organisations made up at random, Get answers
// what the product's table of permissions says.
#include <gmock/gmock.h>

#include <set>
#include <string_view>

#include "common/testing/status_matchers.h"
#include "services/goals/tests/visibility/fixture.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;

// What a summary tells.
v1::Goal SummaryOf(v1::Goal goal) {
  goal.set_view(common::v1::VIEW_SUMMARY);
  goal.clear_etag();
  goal.clear_creator();
  goal.clear_title();
  goal.clear_description();
  goal.clear_visibility();
  goal.clear_key_results();
  goal.clear_lifecycle_reason();
  goal.clear_own_progress();
  goal.clear_depth();
  return goal;
}

// Where the columns of rows decided: somebody read because of that one alone, or stood there in vain.
using Decided = std::set<std::pair<std::string_view, std::string_view>>;
struct Cells {
  Decided alone = {}, in_vain = {};
  // Columns in which somebody stood because of one of several owners alone, who was named first or last.
  std::set<std::string_view> by_first = {}, by_last = {};
};

void Count(const MadeOrganization& organization, int reader, const MadeGoal& goal, Cells& cells) {
  const std::string_view row = RowOf(goal);
  const std::vector<Column> columns = ColumnsFor(organization, reader, goal);
  const Sight sight = SightOf(organization, reader, goal);
  const auto gives = std::ranges::count(columns, sight, &Column::sight);
  MadeGoal of_others = goal, of_former = goal;
  of_others.owners.erase(of_others.owners.begin());
  of_former.owners.pop_back();
  for (const Column& column : columns) {
    if (sight == Sight::kNothing) cells.in_vain.insert({row, column.who});
    if (column.sight != sight || gives > 1) continue;
    cells.alone.insert({row, column.who});
    if (goal.owners.size() == 1) continue;
    if (SightOf(organization, reader, of_others) < sight) cells.by_first.insert(column.who);
    if (SightOf(organization, reader, of_former) < sight) cells.by_last.insert(column.who);
  }
}

// Else what follows would hold whatever the service did there.
TEST_F(Visibility, IsDecidedByEveryCellOfTheTableSomewhere) {
  Cells cells;
  ForEachReader([&](ReadWorld& world, int reader) {
    for (const MadeGoal& goal : world.goals()) Count(world.organization(), reader, goal, cells);
  });
  for (const std::string_view row : AllRows()) {
    for (const Column& column : ColumnsOf(row)) {
      // What everybody reads nobody reads for another reason alone.
      if (row.ends_with("PUBLIC") && column.who != "anybody") continue;
      const Decided& decided = column.sight == Sight::kNothing ? cells.in_vain : cells.alone;
      EXPECT_TRUE(decided.contains({row, column.who})) << row << ": " << column.who;
    }
  }
  for (const char* who : {"owner", "line manager", "above that"}) {
    EXPECT_TRUE(cells.by_first.contains(who)) << who << " by first";
    EXPECT_TRUE(cells.by_last.contains(who)) << who << " by last";
  }
}

TEST_F(Visibility, OfGetIsThatOfTheTable) {
  ForEachReader([](ReadWorld& world, int reader) {
    for (int number = 0; number < world.count(); ++number) {
      const MadeGoal& goal = world.goal(number);
      SCOPED_TRACE(fmt::format("goal {}: {}", number, RowOf(goal)));
      const auto& got = world.Get(reader, number);
      const Sight sight = SightOf(world.organization(), reader, goal);
      if (sight == Sight::kNothing) {
        EXPECT_THAT(got, StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND"));
        continue;
      }
      ASSERT_THAT(got, IsOk());
      const v1::Goal expected = sight == Sight::kFull ? goal.full : SummaryOf(goal.full);
      EXPECT_EQ(got->ShortDebugString(), expected.ShortDebugString());
    }
  });
}

TEST_F(Visibility, IsNoneForWhoHasLeft) {
  int asked = 0;
  ForEachWorld([&](ReadWorld& world) {
    for (int reader = 0; reader < MadeOrganization::kPeople; ++reader) {
      if (!world.organization().HasLeft(reader)) continue;
      for (int number = 0; number < world.count(); ++number, ++asked)
        EXPECT_THAT(world.Get(reader, number), StatusIs(absl::StatusCode::kUnauthenticated));
    }
  });
  EXPECT_GT(asked, 0);
}

}  // namespace
}  // namespace laurel::goals::testing
