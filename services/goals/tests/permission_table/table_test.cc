// The permission table of the product for goals, whole: every call × every relation, over the wire.
#include "services/goals/tests/permission_table/table.h"

#include <gtest/gtest.h>

#include "common/testing/permission_table/trials.h"
#include "services/goals/tests/permission_table/calls.h"

namespace laurel::goals::testing {
namespace {

const std::string kGuess = org::testing::TestId(97);

const std::vector<Try>& AllCalls() {
  static const auto& all = *new std::vector<Try>([] {
    std::vector<Try> calls = CallsAboutGoals();
    for (Try& call : CallsAboutParts()) calls.push_back(std::move(call));
    return calls;
  }());
  return all;
}

class PermissionTable : public ::testing::Test {
 protected:
  World world;
  laurel::testing::Trials<World> trials{world, Table(), AllCalls()};
};

TEST_F(PermissionTable, TriesEveryCall) {
  trials.ExpectAllOf(*v1::CreateGoalRequest::descriptor()->file()->FindServiceByName("GoalService"));
}

TEST_F(PermissionTable, HoldsOfEveryCallForEveryRelation) { trials.ExpectTheTable(); }

TEST_F(PermissionTable, AnswersAGuessedIdAsOneThatMayNotBeRead) { trials.ExpectGuessesTellNothing(kGuess); }

TEST_F(PermissionTable, TellsNothingOfAnIdInsideAnotherMessage) {
  laurel::testing::HiddenResource hidden;
  hidden.name = world.suite.Drafted(kTop).name();
  hidden.guess = "goals/" + kGuess;
  hidden.readers = {kTop};
  hidden.collections = {"goals"};
  // Who may not make or change the goal is told that first; to who may, see BadGoal and GoalPart.
  hidden.indifferent = {"CreateGoal", "ProposeGoal", "UpdateGoal", "SetGoalPart"};
  trials.ExpectReferencesTellNothing(hidden);
}

TEST_F(PermissionTable, EndsForWhoHasLeftAndIsNoneForWhoIsUnknown) {
  trials.ExpectNothingFor(kGone, kNobody);
}

}  // namespace
}  // namespace laurel::goals::testing
