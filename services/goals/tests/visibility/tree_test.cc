// For every pair of a reader and a goal of organisations made up at random: a tree holds what Get shows below
// the goal, and of a part that Get does not show nothing but progress and weight.
#include <gmock/gmock.h>

#include <optional>
#include <string_view>

#include "common/testing/status_matchers.h"
#include "services/goals/tests/visibility/fixture.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using Stub = Suite::Stub;

// Of a goal that Get shows.
v1::GoalNode NodeOf(const v1::Goal& goal, const MadeGoal& made, int depth) {
  v1::GoalNode node;
  node.set_name(goal.name());
  node.set_parent(made.full.parent());
  node.set_depth(depth);
  node.set_title(goal.title());
  *node.mutable_owners() = goal.owners();
  node.set_level(goal.level());
  node.set_lifecycle(goal.lifecycle());
  node.set_health(goal.health());
  node.set_own_progress(goal.own_progress());
  node.set_progress(goal.progress());
  node.set_weight(goal.weight());
  return node;
}

// Of one that Get does not show, and that counts: progress and weight, and where it stands. Its name for
// those alone who may change what it is a part of.
v1::GoalNode UnreadNodeOf(const MadeGoal& made, int depth, bool may_write_parent) {
  v1::GoalNode node;
  if (may_write_parent) node.set_name(made.full.name());
  node.set_parent(made.full.parent());
  node.set_depth(depth);
  node.set_progress(made.full.progress());
  node.set_weight(made.full.weight());
  return node;
}

// What is to stand in one tree, and how much of which kind.
struct Expected {
  ReadWorld& world;
  int reader;
  int max_depth;
  std::map<std::string, int>& kinds;
  std::vector<v1::GoalNode> nodes = {};

  void Add(int number, int depth) {
    const MadeGoal& made = world.goal(number);
    const v1::Goal* shown = world.ShownTo(reader, number);
    if (shown == nullptr) return AddUnread(made, depth);
    ++kinds[shown->view() == common::v1::VIEW_FULL ? "full" : "summary"];
    nodes.push_back(NodeOf(*shown, made, depth));
    for (int part = 0; part < world.count() && depth < max_depth; ++part) {
      if (world.goal(part).parent == number) Add(part, depth + 1);
    }
  }
  void AddUnread(const MadeGoal& made, int depth) {
    const std::optional<std::string_view> writer =
        WriterAs(world.organization(), reader, world.goal(made.parent));
    ++kinds[!Counts(made) ? "absent" : fmt::format("unread, {}", writer.value_or("without name"))];
    if (Counts(made)) nodes.push_back(UnreadNodeOf(made, depth, writer.has_value()));
  }
};

// What a goal is a part of stands above it, and nothing that is no part of that between them.
void ExpectDepthFirst(const std::vector<v1::GoalNode>& nodes) {
  Texts way;
  for (const v1::GoalNode& node : nodes) {
    const auto depth = static_cast<std::size_t>(node.depth());
    ASSERT_LE(depth, way.size());
    way.resize(depth);
    if (depth > 0) {
      EXPECT_EQ(node.parent(), way.back());
    }
    way.push_back(node.name());
  }
}

void ExpectTree(Expected expected, int top, int asked_depth, int page_size) {
  auto request = Named<v1::GetGoalTreeRequest>(expected.world.NameOf(top));
  request.set_max_depth(asked_depth);
  request.set_page_size(page_size);
  SCOPED_TRACE(request.ShortDebugString());
  const auto nodes =
      expected.world.All(expected.reader, &Stub::GetGoalTree, request, &v1::GetGoalTreeResponse::nodes);
  if (expected.world.ShownTo(expected.reader, top) == nullptr) {
    EXPECT_THAT(nodes, StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND"));
    return;
  }
  ASSERT_THAT(nodes, IsOk());
  expected.Add(top, 0);
  EXPECT_THAT(TextsOf(*nodes), ::testing::UnorderedElementsAreArray(TextsOf(expected.nodes)));
  ExpectDepthFirst(*nodes);
}

TEST_F(Visibility, OfTreesIsThatOfGetAndOfTheRestProgressAndWeight) {
  std::map<std::string, int> kinds;
  ForEachReader([&](ReadWorld& world, int reader) {
    for (int top = 0; top < world.count(); ++top) {
      ExpectTree({world, reader, 8, kinds}, top, 8, 1 + (reader + top) % 5);
      const bool has_parts =
          std::ranges::any_of(world.goals(), [&](const MadeGoal& goal) { return goal.parent == top; });
      const int depth = (reader + top) % 4;  // 0: 2
      if (has_parts) ExpectTree({world, reader, depth == 0 ? 2 : depth, kinds}, top, depth, 1 + reader % 7);
    }
  });
  for (const char* kind : {"full", "summary", "absent", "unread, without name", "unread, owner",
                           "unread, maker", "unread, HR_ADMIN"})
    EXPECT_GT(kinds[kind], 0) << kind;
}

}  // namespace
}  // namespace laurel::goals::testing
