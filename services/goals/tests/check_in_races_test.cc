// Many check in at once in one tree: what is kept of progress is exactly what the rows below say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/goals/goal/store.h"
#include "services/goals/names.h"
#include "services/goals/progress/rules.h"
#include "services/goals/testing/suite.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::Pair;
using Stub = v1::GoalService::Stub;

constexpr int kGoals = 5;
constexpr int kCheckIns = 50;

// Company, team, and goals of Ana below that, each with two key results whose steps divide by 7 and by 11.
struct Tree {
  explicit Tree(Suite& suite)
      : company(suite.OfCompany()), team(suite.OfTeam(v1::GOAL_VISIBILITY_PUBLIC, company.name())) {
    for (int i = 0; i < kGoals; ++i) {
      leaves.push_back(suite.Measured(kAna, {KeyResultOf("0", "7", "2"), KeyResultOf("11", "0", "0.3")},
                                      v1::GOAL_VISIBILITY_PUBLIC, team.name()));
    }
  }

  v1::Goal company, team;
  std::vector<v1::Goal> leaves;
};

// The nth: each key result gets values in the order of their times, the last of which counts.
v1::RecordCheckInRequest CheckInOf(const Tree& tree, int n, absl::Time now) {
  const v1::Goal& goal = tree.leaves.at(static_cast<std::size_t>(n % kGoals));
  const int round = n / kGoals;
  auto request = About<v1::RecordCheckInRequest>(goal.name());
  v1::CheckIn& check_in = *request.mutable_check_in();
  check_in.set_health(v1::GOAL_HEALTH_ON_TRACK);
  check_in.set_key_result(goal.key_results(round % 2).name());
  check_in.set_value(std::to_string(n % kGoals + round / 2));
  *check_in.mutable_time() = ToTimestamp(now - absl::Hours(100) + absl::Minutes(n));
  return request;
}

class CheckInRaces : public ::testing::Test {
 protected:
  template <typename T>
  T Read(const std::function<absl::StatusOr<T>(sql::Connection&)>& read) {
    const auto answer = suite.db->Read<T>(suite.clock.Now() + absl::Seconds(10), read);
    EXPECT_THAT(answer, IsOk());
    return answer.value_or(T());
  }
  goal::Stored Row(const v1::Goal& goal) {
    return Read<std::vector<goal::Stored>>([&](sql::Connection& connection) {
             return goal::FindAll(connection, {std::string(IdOf(goal.name()))});
           })
        .at(0);
  }
  // What is kept of a goal is what its parts say, exactly.
  void ExpectSums(const v1::Goal& goal, const std::vector<v1::Goal>& parts) {
    progress::Sums sums;
    const goal::Stored row = Row(goal);
    progress::SetOwn(row.goal.key_results(), sums);
    for (const v1::Goal& part : parts) {
      const goal::Stored stored = Row(part);
      progress::Replace({}, progress::PartOf(stored.goal.weight(), stored.goal.lifecycle(), stored.units),
                        sums);
    }
    EXPECT_EQ(row.sums.own_weight, sums.own_weight);
    EXPECT_EQ(row.sums.own_units, sums.own_units);
    EXPECT_EQ(row.sums.parts_weight, sums.parts_weight);
    EXPECT_EQ(row.sums.parts_sum, sums.parts_sum);
    EXPECT_EQ(row.units, progress::UnitsOf(sums));
  }

  Suite suite;
};

TEST_F(CheckInRaces, LeaveSumsThatAreExact) {
  const Tree tree(suite);
  const absl::Time now = suite.clock.Now();
  EXPECT_THAT(laurel::testing::Together(
                  kCheckIns,
                  [&](int call, int replica) {
                    return suite.As(kAna, &Stub::RecordCheckIn, CheckInOf(tree, call, now), replica).status();
                  }),
              ElementsAre(Pair("OK", kCheckIns)));
  for (const v1::Goal& leaf : tree.leaves) ExpectSums(leaf, {});
  ExpectSums(tree.team, tree.leaves);
  ExpectSums(tree.company, {tree.team});

  const auto nodes = Read<std::vector<progress::Node>>(
      [&](sql::Connection& connection) { return tree::ReadWhole(connection, Row(tree.company).path); });
  ASSERT_EQ(nodes.size(), 2U + kGoals);
  std::vector<v1::Goal> all = tree.leaves;
  all.push_back(tree.team);
  all.push_back(tree.company);
  for (const v1::Goal& goal : all) {
    const progress::Fraction exact = progress::ExactOf(nodes, IdOf(goal.name()));
    EXPECT_GT(exact, 0);
    EXPECT_EQ(suite.Get(kAna, goal.name()).progress(), progress::Rounded(exact));
    const progress::Fraction off = exact * progress::kWhole - Row(goal).units;
    EXPECT_TRUE(off >= 0 && off <= 10) << off;
  }
  // The last by time, whichever came last.
  const v1::Goal last = suite.Get(kAna, tree.leaves[2].name());
  EXPECT_EQ(last.key_results(0).current(), "6");
  EXPECT_EQ(last.key_results(1).current(), "6");
  EXPECT_EQ(FromTimestamp(last.last_check_in_time()), now - absl::Hours(100) + absl::Minutes(47));
}

}  // namespace
}  // namespace laurel::goals::testing
