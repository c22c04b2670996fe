// Goals made up at random, of a made-up organisation: made by calls of its people, who then move on to an
// organisation in which much is otherwise. Used by one thread at a time.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "laurel/common/v1/status_change.pb.h"
#include "services/goals/testing/suite.h"
#include "services/goals/tests/visibility/organization.h"

namespace laurel::goals::testing {

// As it was asked for: people, teams and other goals by number. -1: none.
struct MadeGoal {
  int maker = 0;
  std::vector<int> owners = {};
  v1::GoalLevel level = v1::GOAL_LEVEL_PERSON;
  v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_PUBLIC;
  v1::GoalLifecycle lifecycle = v1::GOAL_LIFECYCLE_ACTIVE;
  int team = -1;
  int parent = -1;
  int depth = 0;

  // As an owner reads it when all is done.
  v1::Goal full = {};
  std::vector<v1::CheckIn> check_ins = {};
  std::vector<v1::GoalComment> comments = {};
  std::vector<common::v1::StatusChange> status_changes = {};
};

class MadeWorld {
 public:
  static constexpr int kGoals = 36;

  // Of one seed always the same, but for ids. Fails the test when one of the calls is refused.
  explicit MadeWorld(unsigned seed);

  Suite& suite() { return suite_; }
  // The one that they have moved on to.
  const MadeOrganization& organization() const { return organization_; }
  // Each behind what it is a part of.
  const std::vector<MadeGoal>& goals() const { return goals_; }

 private:
  using Stub = Suite::Stub;

  template <typename Request, typename Response>
  Response Do(int who, Suite::Method<Request, Response> method, const Request& request) {
    suite_.Pass(absl::Milliseconds(chance_.Below(2)));
    const auto answer = suite_.As(MadeOrganization::PersonId(who), method, request);
    EXPECT_THAT(answer, laurel::testing::IsOk()) << request.ShortDebugString();
    return answer.value_or(Response());
  }
  void Adopt();
  MadeGoal Plan();
  void PlanPerson(MadeGoal& goal);
  void PlanOwnersAndMaker(MadeGoal& goal);
  void PlanVisibility(MadeGoal& goal);
  void PlanParent(MadeGoal& goal);
  v1::Goal Describe(const MadeGoal& goal);
  v1::Goal Make(const MadeGoal& goal);
  void CheckIn(const MadeGoal& goal);
  void Settle(const MadeGoal& goal);
  void ReadBack(MadeGoal& goal);

  Suite suite_;
  Chance chance_;
  MadeOrganization organization_;
  std::vector<MadeGoal> goals_;
};

}  // namespace laurel::goals::testing
