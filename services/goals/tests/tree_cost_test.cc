// What a change and a look cost the database: the same in a tree of 10 goals and of 10,000.
#include <iostream>

#include "common/status/macros.h"
#include "common/testing/explaining.h"
#include "fmt/format.h"
#include "services/goals/tests/tree_fixture.h"
#include "services/goals/tree/lock.h"
#include "services/goals/tree/progress_of.h"
#include "services/goals/tree/roll_up.h"
#include "services/goals/tree/rules.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;

struct Cost {
  std::int64_t statements = 0;
  std::int64_t rows = 0;
  std::int64_t handled = 0;  // rows of tables and keys that the server touched
  std::int64_t writes = 0;

  auto operator<=>(const Cost&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Cost& cost) {
  return out << fmt::format("{} statements, {} rows answered, {} handled, {} written", cost.statements,
                            cost.rows, cost.handled, cost.writes);
}

class TreeCost : public ::testing::Test {
 protected:
  void Fill(int parts, int below) { paths = FillTree(forest.database, *forest.db, parts, below); }

  static std::int64_t Handled(sql::Connection& connection) {
    std::int64_t sum = 0;
    const auto rows = connection.Query("SHOW SESSION STATUS LIKE 'Handler_read%'");
    EXPECT_THAT(rows, IsOk());
    for (const sql::Row& row : *rows) sum += std::stoll(std::string(row.Text(1)));
    return sum;
  }

  Cost CostOf(const std::function<absl::Status(sql::Connection&, sql::Changes&)>& work) {
    Cost cost;
    const auto done = forest.Read<bool>([&](sql::Connection& connection) -> absl::StatusOr<bool> {
      const std::int64_t idle = Handled(connection);
      const std::int64_t before = Handled(connection);
      Counting counting(connection);
      sql::Changes changes;
      RETURN_IF_ERROR(work(counting, changes));
      cost = {.statements = counting.statements,
              .rows = counting.rows,
              .handled = Handled(connection) - before - (before - idle),
              .writes = static_cast<std::int64_t>(changes.updates().size())};
      return true;
    });
    EXPECT_THAT(done, IsOk());
    return cost;
  }

  std::string LeafId() const { return tree::IdsOf(paths.back()).back(); }

  // A check-in at a leaf.
  Cost CostOfCheckIn() {
    return CostOf([this](sql::Connection& connection, sql::Changes& changes) -> absl::Status {
      ASSIGN_OR_RETURN(const std::optional<goal::Stored> before, tree::LockGoal(connection, LeafId()));
      v1::Goal after = before->goal;
      after.mutable_key_results(0)->set_current(before->goal.key_results(0).current() == "5" ? "6" : "5");
      return tree::RollUp(connection, changes, *before, after);
    });
  }
  // A look at the goal on top.
  Cost CostOfLook() {
    return CostOf([this](sql::Connection& connection, sql::Changes&) -> absl::Status {
      ASSIGN_OR_RETURN(std::vector<goal::Stored> found, goal::FindAll(connection, {paths.front()}));
      return tree::FillProgress(connection, found).status();
    });
  }

  Forest forest;
  std::vector<std::string> paths;
};

TEST_F(TreeCost, OfACheckInAndOfALookIsTheSameInTreesOfAnySize) {
  Fill(3, 2);
  ASSERT_EQ(paths.size(), 10U);
  forest.ExpectWhole();
  const Cost check_in = CostOfCheckIn(), look = CostOfLook();
  Fill(99, 100);
  ASSERT_EQ(paths.size(), 10'000U);
  EXPECT_EQ(CostOfCheckIn(), check_in);
  EXPECT_EQ(CostOfLook(), look);
  std::cout << "  a check-in: " << check_in << "\n  a look: " << look << "\n";
  EXPECT_EQ(check_in.writes, 4);  // the goal's sums and own progress, and those above it
}

TEST_F(TreeCost, OfAPageIsThatOfThePage) {
  Fill(99, 100);
  for (const std::string& after : {std::string(), paths[5'000], paths[9'900]}) {
    const Cost cost = CostOf([&](sql::Connection& connection, sql::Changes&) -> absl::Status {
      ASSIGN_OR_RETURN(std::vector<goal::Stored> rows,
                       tree::ReadBelow(connection, paths.front(), after, 8, 51));
      EXPECT_EQ(rows.size(), 51U);
      return tree::FillProgress(connection, rows).status();
    });
    EXPECT_LE(cost.statements, 2);
    EXPECT_LE(cost.handled, 2 * 52 + 10);
  }
}

TEST_F(TreeCost, IsThatOfRangesOfKeys) {
  Fill(99, 100);
  const auto explained = forest.Read<bool>([&](sql::Connection& connection) -> absl::StatusOr<bool> {
    laurel::testing::Explaining explaining(forest.database, connection);
    RETURN_IF_ERROR(tree::ReadBelow(explaining, paths[1], "", 8, 51).status());
    RETURN_IF_ERROR(tree::ReadWhole(explaining, paths[1]).status());
    RETURN_IF_ERROR(tree::ReadAbove(explaining, paths.back()).status());
    RETURN_IF_ERROR(tree::HeightBelow(explaining, paths[1]).status());
    return true;
  });
  EXPECT_THAT(explained, IsOk());
}

}  // namespace
}  // namespace laurel::goals::testing
