// Trees of goals, made, changed and moved at random: what is kept and what is answered is what the definition
// says.
#include <random>

#include "common/status/error.h"
#include "fmt/format.h"
#include "services/goals/names.h"
#include "services/goals/tests/tree_fixture.h"
#include "services/goals/tree/progress_of.h"
#include "services/goals/tree/rules.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using progress::Fraction;
using progress::Rounded;

class TreeProperty : public ::testing::Test {
 protected:
  int Pick(int from, int to) { return std::uniform_int_distribution(from, to)(random_); }
  std::string AnyId() {
    auto at = ids_.begin();
    std::advance(at, Pick(0, static_cast<int>(ids_.size()) - 1));
    return *at;
  }
  // Of 128, whose odd parts lie where rounding changes, or of what has no end in decimals.
  v1::KeyResult AnyKeyResult() {
    const int target = Pick(0, 1) == 0 ? 128 : Pick(3, 999);
    return KeyResultAt(std::to_string(target), std::to_string(Pick(0, target)), std::to_string(Pick(0, 3)));
  }
  std::string AnyWeight() { return Pick(0, 3) == 0 ? fmt::format("0.{:06}", Pick(0, 999'999)) : "1"; }

  absl::StatusOr<v1::Goal> MakeAny() {
    std::vector<v1::KeyResult> key_results;
    for (int n = Pick(0, 2); n > 0; --n) key_results.push_back(AnyKeyResult());
    const std::string parent = ids_.empty() || Pick(0, 9) == 0 ? "" : AnyId();
    auto made = forest.Make(parent, GoalOf(key_results, AnyWeight()));
    if (made.ok()) ids_.emplace_back(IdOf(made->name()));
    return made;
  }
  absl::StatusOr<v1::Goal> ChangeAny() {
    return forest.Change(AnyId(), [this](v1::Goal& goal) {
      if (Pick(0, 2) == 0) goal.set_lifecycle(static_cast<v1::GoalLifecycle>(Pick(3, 9)));
      if (Pick(0, 2) == 0) goal.set_weight(AnyWeight());
      for (v1::KeyResult& one : *goal.mutable_key_results()) {
        one.set_current(std::to_string(Pick(0, std::stoi(one.target()))));
      }
    });
  }
  absl::StatusOr<v1::Goal> DoAny() {
    const int what = Pick(0, 9);
    if (what < 4) return MakeAny();
    if (what < 7) return ChangeAny();
    return forest.MoveTo(AnyId(), Pick(0, 9) == 0 ? "" : AnyId());
  }

  Forest forest;

 private:
  std::mt19937 random_{7};
  std::vector<std::string> ids_;
};

TEST_F(TreeProperty, ProgressIsThatOfTheDefinitionWhateverWasDone) {
  for (int i = 0; i < 20; ++i) ASSERT_THAT(MakeAny(), IsOk());
  int moved_in_vain = 0;
  for (int round = 0; round < 12; ++round) {
    for (int i = 0; i < 15; ++i) {
      const auto done = DoAny();
      const std::string reason = ReasonOf(done.status());
      if (reason == "GOAL_CYCLE" || reason == "GOAL_TOO_DEEP") {
        ++moved_in_vain;
        continue;
      }
      ASSERT_THAT(done, IsOk()) << reason;
      const auto nodes = NodesOf(forest.All());
      EXPECT_EQ(done->progress(), Rounded(progress::ExactOf(nodes, IdOf(done->name()))));
    }
    forest.ExpectWhole();
    const auto all = forest.All();
    const auto nodes = NodesOf(all);
    for (const auto& [id, one] : all) {
      const Fraction exact = progress::ExactOf(nodes, id);
      EXPECT_EQ(one.goal.progress(), Rounded(exact));
      EXPECT_EQ(one.goal.own_progress(),
                Rounded(progress::MeanOf(progress::SharesOf(one.goal.key_results()))));
      EXPECT_LE(abs(Fraction(exact * progress::kWhole - one.units)), 10);
    }
  }
  EXPECT_GT(moved_in_vain, 0);
}

class TreeStore : public ::testing::Test {
 protected:
  std::string Made(std::string_view parent, const std::vector<v1::KeyResult>& key_results = {}) {
    const auto made = forest.Make(parent, GoalOf(key_results));
    EXPECT_THAT(made, IsOk());
    return std::string(IdOf(made->name()));
  }
  std::vector<goal::Stored> Below(std::string_view path, std::string_view after, int depth, int limit) {
    auto read = forest.Read<std::vector<goal::Stored>>(
        [&](sql::Connection& connection) { return tree::ReadBelow(connection, path, after, depth, limit); });
    EXPECT_THAT(read, IsOk());
    return *read;
  }
  int HeightOf(const std::string& path) {
    return forest.Read<int>([&](sql::Connection& connection) { return tree::HeightBelow(connection, path); })
        .value_or(-1);
  }

  Forest forest;
};

TEST_F(TreeStore, ReadsDepthFirstFromAnyPlaceToAnyDepth) {
  const std::string root = Made("");
  Made("");
  std::vector<std::string> paths;
  for (int i = 0; i < 3; ++i) {
    const std::string part = Made(root);
    paths.push_back(root + part);
    for (int j = 0; j < 2; ++j) paths.push_back(root + part + Made(part));
  }
  std::ranges::sort(paths);
  const auto paths_of = [](const std::vector<goal::Stored>& goals) {
    std::vector<std::string> read;
    for (const goal::Stored& one : goals) read.push_back(one.path);
    return read;
  };
  EXPECT_EQ(paths_of(Below(root, "", 8, 100)), paths);
  EXPECT_EQ(paths_of(Below(root, paths[3], 8, 2)), (std::vector{paths[4], paths[5]}));
  EXPECT_EQ(paths_of(Below(root, tree::EndOf(paths[3]), 8, 100)),
            (std::vector{paths[6], paths[7], paths[8]}));
  EXPECT_EQ(paths_of(Below(root, "", 1, 100)), (std::vector{paths[0], paths[3], paths[6]}));
  EXPECT_EQ(HeightOf(root), 2);
  EXPECT_EQ(HeightOf(paths[0]), 1);
  EXPECT_EQ(HeightOf(paths[1]), 0);
}

TEST_F(TreeStore, TakesAlongWhatStandsBelow) {
  const std::string first = Made(""), part = Made(first), below = Made(part, {KeyResultAt("2", "1")});
  const std::string second = Made(""), deep = Made(second);
  const auto moved = forest.MoveTo(part, deep);
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(moved->depth(), 2);
  EXPECT_EQ(moved->progress(), "0.5");
  auto all = forest.All();
  EXPECT_EQ(all.at(below).path, second + deep + part + below);
  EXPECT_EQ(all.at(below).goal.depth(), 3);
  EXPECT_EQ(all.at(second).goal.progress(), "0.5");
  EXPECT_EQ(all.at(first).goal.progress(), "0");
  forest.ExpectWhole();
  ASSERT_THAT(forest.MoveTo(part, ""), IsOk());
  all = forest.All();
  EXPECT_EQ(all.at(below).path, part + below);
  EXPECT_EQ(all.at(second).goal.progress(), "0");
  forest.ExpectWhole();
}

TEST_F(TreeStore, FillsProgressOfManyByOneReadOfTheirTree) {
  // The mean of 1/3 and a fraction such that they come to 1/128: units are a little too few to tell.
  const std::string root = Made("");
  for (int i = 0; i < 2; ++i) {
    const std::string part = Made(root);
    Made(part, {KeyResultAt("384", "1")});
    Made(part, {KeyResultAt("384", "1")});
    Made(part, {KeyResultAt("384", "7")});
  }
  const auto all = forest.All();
  int unsettled = 0;
  for (const auto& [id, one] : all) unsettled += progress::RoundedUnits(one.units).has_value() ? 0 : 1;
  ASSERT_GE(unsettled, 3);
  EXPECT_EQ(all.at(root).goal.progress(), "0.007813");
  const auto computed = forest.Read<int>([&](sql::Connection& connection) -> absl::StatusOr<int> {
    auto goals = goal::FindAll(connection, {root});
    if (!goals.ok()) return goals.status();
    return tree::FillProgress(connection, *goals);
  });
  EXPECT_EQ(computed.value_or(0), 1);
}

}  // namespace
}  // namespace laurel::goals::testing
