// GetGoalTree: what stands in it, for whom, page by page, and what a page costs.
#include <gmock/gmock.h>

#include <chrono>
#include <iostream>

#include "common/api/page.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/testing/status_matchers.h"
#include "fmt/format.h"
#include "services/goals/names.h"
#include "services/goals/testing/suite.h"
#include "services/goals/tests/tree_fixture.h"
#include "services/goals/tree/handlers.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::ElementsAre;

using Nodes = std::vector<v1::GoalNode>;

v1::GetGoalTreeRequest TreeRequest(std::string_view name, int page_size = 0, int max_depth = 8) {
  auto request = Named<v1::GetGoalTreeRequest>(name);
  request.set_page_size(page_size);
  request.set_max_depth(max_depth);
  return request;
}

class TreePage : public ::testing::Test {
 protected:
  absl::StatusOr<v1::GetGoalTreeResponse> Ask(std::string_view person,
                                              const v1::GetGoalTreeRequest& request) {
    return suite.As(person, &Suite::Stub::GetGoalTree, request);
  }
  // Page by page.
  Nodes All(std::string_view person, v1::GetGoalTreeRequest request) {
    Nodes nodes;
    do {
      const auto page = Ask(person, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      nodes.insert(nodes.end(), page->nodes().begin(), page->nodes().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return nodes;
  }
  std::string Part(std::string_view owner, std::string_view parent,
                   v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_PUBLIC) {
    return suite.Measured(owner, {KeyResultOf("0", "2"), KeyResultOf("4", "3", "3")}, visibility, parent)
        .name();
  }
  void Hide(std::string_view name) {
    const auto hidden =
        suite.As(kAna, &Suite::Stub::UpdateGoal, UpdateRequest(name, {"visibility"}, [](v1::Goal& goal) {
                   goal.set_visibility(v1::GOAL_VISIBILITY_PRIVATE);
                 }));
    EXPECT_THAT(hidden, IsOk());
  }
  std::string Draft(std::string_view owner, std::string_view parent) {
    auto request = CreateRequest(v1::GOAL_LEVEL_PERSON, v1::GOAL_VISIBILITY_PUBLIC);
    request.mutable_goal()->set_parent(std::string(parent));
    request.set_activate(false);
    return suite.Made(owner, request).name();
  }

  Suite suite;
};

std::vector<std::string> NamesOf(const Nodes& nodes) {
  std::vector<std::string> names;
  for (const v1::GoalNode& node : nodes) names.push_back(node.name());
  return names;
}

bool SameNodes(const Nodes& one, const Nodes& other) {
  return std::ranges::equal(one, other, [](const v1::GoalNode& left, const v1::GoalNode& right) {
    return left.SerializeAsString() == right.SerializeAsString();
  });
}

TEST_F(TreePage, ShowsWhatItIsAPartOfFirst) {
  const std::string top = suite.OfCompany().name();
  const std::string part = Part(kAna, top), below = Part(kBen, part), deep = Part(kAna, below);
  const Nodes nodes = All(kStranger, TreeRequest(top));
  ASSERT_THAT(NamesOf(nodes), ElementsAre(top, part, below, deep));
  const v1::Goal goal = suite.Get(kStranger, below);
  EXPECT_EQ(nodes[2].parent(), part);
  EXPECT_EQ(nodes[2].depth(), 2);
  EXPECT_EQ(nodes[2].title(), goal.title());
  EXPECT_THAT(nodes[2].owners(), ElementsAre(Person(kBen)));
  EXPECT_EQ(nodes[2].level(), v1::GOAL_LEVEL_PERSON);
  EXPECT_EQ(nodes[2].lifecycle(), v1::GOAL_LIFECYCLE_ACTIVE);
  EXPECT_EQ(nodes[2].health(), v1::GOAL_HEALTH_NOT_UPDATED);
  EXPECT_EQ(nodes[2].own_progress(), goal.own_progress());
  EXPECT_EQ(nodes[2].progress(), goal.progress());
  EXPECT_EQ(nodes[2].weight(), "1");
  // Of a part the same, from there on; two steps, unless more are asked for.
  EXPECT_THAT(NamesOf(All(kStranger, TreeRequest(part))), ElementsAre(part, below, deep));
  EXPECT_THAT(NamesOf(All(kStranger, TreeRequest(top, 0, 0))), ElementsAre(top, part, below));
  EXPECT_THAT(NamesOf(All(kStranger, TreeRequest(top, 0, 1))), ElementsAre(top, part));
  EXPECT_EQ(All(kStranger, TreeRequest(part)).front().depth(), 0);
}

TEST_F(TreePage, IsTheSameInPagesOfAnySize) {
  const std::string top = suite.OfCompany().name();
  for (int i = 0; i < 3; ++i) {
    const std::string part =
        Part(kAna, top, i == 1 ? v1::GOAL_VISIBILITY_PRIVATE : v1::GOAL_VISIBILITY_PUBLIC);
    for (int j = 0; j < 3; ++j) Part(kAna, part);
    Draft(kAna, part);
  }
  for (const std::string& person : {kAna, kStranger}) {
    const Nodes whole = All(person, TreeRequest(top));
    EXPECT_EQ(whole.size(), person == kAna ? 16U : 10U);
    for (int size = 1; size < 8; ++size) {
      EXPECT_TRUE(SameNodes(All(person, TreeRequest(top, size)), whole)) << person << size;
    }
  }
}

TEST_F(TreePage, HasNothingButProgressAndWeightOfWhatIsNotRead) {
  const std::string top = suite.OfCompany().name();
  const std::string hidden = Part(kAna, top);
  Part(kBen, hidden);  // PUBLIC, but one would see what it is a part of
  Hide(hidden);
  Draft(kAna, top);
  const Nodes nodes = All(kStranger, TreeRequest(top));
  ASSERT_EQ(nodes.size(), 2U);
  v1::GoalNode expected;
  expected.set_parent(top);
  expected.set_depth(1);
  expected.set_weight("1");
  expected.set_progress(suite.Get(kAna, hidden).progress());
  EXPECT_EQ(nodes[1].DebugString(), expected.DebugString());
  EXPECT_EQ(All(kAna, TreeRequest(top)).size(), 4U);
  EXPECT_THAT(Ask(kStranger, TreeRequest(hidden)), StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Ask(kStranger, TreeRequest(kGoalPattern.Format({kNobody}))),
              StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND"));
}

TEST_F(TreePage, ShowsMoreThanAPlaceOfWhatGetShowsToWhoeverAsks) {
  const std::string top = suite.OfCompany().name();
  std::vector<std::string> parts;
  for (const auto visibility :
       {v1::GOAL_VISIBILITY_PUBLIC, v1::GOAL_VISIBILITY_TEAM, v1::GOAL_VISIBILITY_PRIVATE}) {
    parts.push_back(Part(kAna, top, visibility));
    parts.push_back(suite.OfTeam(visibility, top).name());
  }
  parts.push_back(Draft(kAna, top));
  for (const std::string& person :
       {kAna, kBen, kCarla, kSkip, kCoach, kPeer, kLead, kHead, kHr, kAuditor, kStranger}) {
    Nodes nodes = All(person, TreeRequest(top));
    std::erase_if(
        nodes, [](const v1::GoalNode& node) { return node.lifecycle() == v1::GOAL_LIFECYCLE_UNSPECIFIED; });
    const std::vector<std::string> named = NamesOf(nodes);
    std::vector<std::string> read = {top};
    for (const std::string& part : parts) {
      const auto got = suite.As(person, &Suite::Stub::GetGoal, Named<v1::GetGoalRequest>(part));
      if (got.ok()) read.push_back(part);
    }
    EXPECT_THAT(named, ::testing::UnorderedElementsAreArray(read)) << person;
  }
}

TEST_F(TreePage, GoesOnWhereTheTreeHasMovedMeanwhile) {
  const std::string top = suite.OfCompany().name();
  const std::string part = Part(kAna, top);
  const std::string first = Part(kAna, part), second = Part(kAna, part);
  auto request = TreeRequest(part, 2);
  const auto page = Ask(kAna, request);
  ASSERT_THAT(page, IsOk());
  const auto moved = suite.As(kAna, &Suite::Stub::UpdateGoal,
                              UpdateRequest(part, {"parent"}, [](v1::Goal& goal) { goal.clear_parent(); }));
  ASSERT_THAT(moved, IsOk());
  request.set_page_token(page->next_page_token());
  const auto next = Ask(kAna, request);
  ASSERT_THAT(next, IsOk());
  EXPECT_EQ(page->nodes_size() + next->nodes_size(), 3);
  EXPECT_EQ(next->next_page_token(), "");
}

TEST_F(TreePage, DoesNotGoOnBelowWhatIsReadNoMore) {
  const std::string top = suite.OfCompany().name();
  const std::string part = Part(kAna, top);
  for (int i = 0; i < 3; ++i) Part(kBen, part);
  Hide(part);
  // A cursor is no secret: whoever makes one below a goal that they do not read sees nothing there.
  auto request = TreeRequest(top, 2);
  const std::string forged = std::string(IdOf(part)) + std::string(26, '0');
  request.set_page_token(api::MakePageToken(kStranger, request, {forged}));
  const auto page = Ask(kStranger, request);
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page->nodes_size(), 0) << page->DebugString();
  for (const std::string& cursor : {std::string("x"), std::string(25, '0'), std::string(27, '0'),
                                    std::string(26 * 9, '0'), std::string(26, '~')}) {
    request.set_page_token(api::MakePageToken(kStranger, request, {cursor}));
    EXPECT_THAT(Ask(kStranger, request), StatusIs(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"))
        << cursor;
  }
}

// Counts the statements of reads.
class CountingDatabase final : public sql::Database {
 public:
  explicit CountingDatabase(sql::Database& database) : database_(database) {}

  const Clock& clock() const override { return database_.clock(); }
  absl::Status Transact(absl::Time deadline,
                        const std::function<absl::Status(sql::Connection&)>& work) override {
    return database_.Transact(deadline, work);
  }
  absl::Status Dedicated(absl::Time deadline,
                         const std::function<absl::Status(sql::Connection&)>& work) override {
    return database_.Dedicated(deadline, work);
  }
  absl::Status Ping(absl::Time deadline) override { return database_.Ping(deadline); }

  std::int64_t statements = 0;

 private:
  absl::Status DoRead(absl::Time deadline,
                      const std::function<absl::Status(sql::Connection&)>& read) override {
    return database_
        .Read<bool>(deadline,
                    [&](sql::Connection& connection) -> absl::StatusOr<bool> {
                      Counting counting(connection);
                      const absl::Status done = read(counting);
                      statements += counting.statements;
                      if (!done.ok()) return done;
                      return true;
                    })
        .status();
  }
  absl::Status DoWrite(const sql::WriteContext&, google::protobuf::Message&,
                       const std::function<absl::Status(sql::Connection&, sql::Changes&)>&,
                       const std::function<absl::Status(sql::Connection&)>&) override {
    return absl::UnimplementedError("reads alone");
  }

  sql::Database& database_;
};

TEST_F(TreePage, OfTenThousandGoalsTakesTwoStatements) {
  const std::vector<std::string> paths = FillTree(suite.database, *suite.db, 99, 100);
  CountingDatabase counting(*suite.db);
  Env env{counting, suite.organization, suite.events->outbox(), suite.metrics};
  rpc::Call call;
  call.caller.id = kStranger;
  call.caller.name = Person(kStranger);
  call.now = suite.clock.Now();
  call.deadline = suite.clock.Now() + absl::Minutes(1);
  for (const int max_depth : {0, 1, 8}) {
    auto request = TreeRequest(kGoalPattern.Format({paths.front()}), 50, max_depth);
    std::int64_t nodes = 0;
    std::chrono::duration<double, std::milli> first{}, longest{};
    do {
      counting.statements = 0;
      const auto begin = std::chrono::steady_clock::now();
      const auto page = tree::GetGoalTree(env, call, request);
      const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
      ASSERT_THAT(page, IsOk());
      EXPECT_LE(counting.statements, 2);
      if (nodes == 0) first = took;
      longest = std::max(longest, took);
      nodes += page->nodes_size();
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(nodes, max_depth == 1 ? 100 : 10'000);
    std::cout << fmt::format("  {} nodes: the first page of 50 took {:.1f} ms, the longest {:.1f} ms\n",
                             nodes, first.count(), longest.count());
  }
}

}  // namespace
}  // namespace laurel::goals::testing
