// Many at once in the same trees: they stay trees, and progress stays what it is made of.
#include <latch>
#include <random>
#include <thread>

#include "common/status/error.h"
#include "services/goals/names.h"
#include "services/goals/tests/tree_fixture.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;

class TreeConcurrency : public ::testing::Test {
 protected:
  std::string Made(std::string_view parent) {
    const auto made = forest.Make(parent, GoalOf({KeyResultAt("7", "3")}));
    EXPECT_THAT(made, IsOk());
    return std::string(IdOf(made->name()));
  }

  // Each by a thread of its own, all at the same moment: how often which reason, "" for what was done.
  static std::map<std::string, int> Together(int calls, const std::function<absl::Status(int)>& call) {
    std::vector<std::string> reasons(static_cast<std::size_t>(calls));
    {
      std::latch start(calls);
      std::vector<std::jthread> threads;
      for (int i = 0; i < calls; ++i) {
        threads.emplace_back([&, i] {
          start.arrive_and_wait();
          const absl::Status status = call(i);
          reasons[static_cast<std::size_t>(i)] = status.ok() ? "" : ReasonOf(status);
          if (!status.ok() && reasons[static_cast<std::size_t>(i)].empty()) ADD_FAILURE() << status;
        });
      }
    }
    std::map<std::string, int> counts;
    for (const std::string& reason : reasons) ++counts[reason];
    return counts;
  }

  Forest forest;
};

TEST_F(TreeConcurrency, FiftyMovesAtOnceLeaveATree) {
  std::mt19937 random(11);
  std::vector<std::string> ids;
  for (int i = 0; i < 30; ++i) {
    ids.push_back(
        Made(i < 3 ? "" : ids[std::uniform_int_distribution<std::size_t>(0, ids.size() - 1)(random)]));
  }
  std::map<std::string, int> done;
  for (int round = 0; round < 4; ++round) {
    std::vector<std::pair<std::string, std::string>> moves;
    for (int i = 0; i < 50; ++i) {
      std::uniform_int_distribution<std::size_t> pick(0, ids.size() - 1);
      moves.emplace_back(ids[pick(random)], i % 10 == 0 ? "" : ids[pick(random)]);
    }
    const auto reasons = Together(50, [&](int i) {
      const auto& [id, to] = moves[static_cast<std::size_t>(i)];
      return forest.MoveTo(id, to).status();
    });
    for (const auto& [reason, count] : reasons) done[reason] += count;
    forest.ExpectWhole();
  }
  EXPECT_GT(done[""], 50);
  for (const auto& [reason, count] : done) {
    EXPECT_TRUE(reason.empty() || reason == "GOAL_CYCLE" || reason == "GOAL_TOO_DEEP" ||
                reason == "CONTENTION")
        << reason;
    std::cout << "  " << (reason.empty() ? "moved" : reason) << ": " << count << "\n";
  }
}

TEST_F(TreeConcurrency, OfTwoMovesBelowEachOtherOneIsRefused) {
  for (int round = 0; round < 10; ++round) {
    const std::vector<std::string> two = {Made(""), Made("")};
    const auto reasons = Together(2, [&](int i) {
      return forest.MoveTo(two[static_cast<std::size_t>(i)], two[static_cast<std::size_t>(1 - i)]).status();
    });
    EXPECT_EQ(reasons, (std::map<std::string, int>{{"", 1}, {"GOAL_CYCLE", 1}}));
  }
  forest.ExpectWhole();
}

TEST_F(TreeConcurrency, ChangesAndMovesAtOnceLoseNothing) {
  const std::vector<std::string> roots = {Made(""), Made("")};
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < 8; ++i) parts.push_back(Made(roots[i % 2]));
  for (int round = 0; round < 5; ++round) {
    const auto reasons = Together(16, [&](int i) {
      const std::string& part = parts[static_cast<std::size_t>(i % 8)];
      if (i < 4) return forest.MoveTo(part, roots[static_cast<std::size_t>((i + round) % 2)]).status();
      return forest
          .Change(part,
                  [&](v1::Goal& goal) { goal.mutable_key_results(0)->set_current(std::to_string(i % 7)); })
          .status();
    });
    EXPECT_EQ(reasons.count(""), 1U);
    forest.ExpectWhole();
  }
}

}  // namespace
}  // namespace laurel::goals::testing
