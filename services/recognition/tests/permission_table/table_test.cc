// The permission table of the product for recognition, whole: every call × every relation, over the wire.
#include "services/recognition/tests/permission_table/table.h"

#include <gtest/gtest.h>

#include "common/testing/permission_table/trials.h"
#include "services/recognition/tests/permission_table/calls.h"

namespace laurel::recognition::testing {
namespace {

const std::string kGuess = org::testing::TestId(98);

const std::vector<Try>& AllCalls() {
  static const auto& all = *new std::vector<Try>([] {
    std::vector<Try> calls;
    for (auto part : {CallsAboutRecognitions(), CallsAboutResponses(), CallsAboutPoints()})
      calls.insert(calls.end(), part.begin(), part.end());
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
  trials.ExpectAllOf(
      *v1::GiveRecognitionRequest::descriptor()->file()->FindServiceByName("RecognitionService"));
}

TEST_F(PermissionTable, HoldsOfEveryCallForEveryRelation) { trials.ExpectTheTable(); }

TEST_F(PermissionTable, AnswersAGuessedIdAsOneThatMayNotBeRead) { trials.ExpectGuessesTellNothing(kGuess); }

TEST_F(PermissionTable, TellsNothingOfAnIdInsideAnotherMessage) {
  laurel::testing::HiddenResource hidden;
  hidden.name = world.suite.Given(kSkip, {kTop}, 1, v1::RECOGNITION_VISIBILITY_PRIVATE).name();
  hidden.guess = "recognitions/" + kGuess;
  hidden.readers = {kSkip, kTop, kRewarder, kAuditor};
  hidden.collections = {"recognitions"};
  hidden.indifferent = {"ListLedgerTransactions"};  // of a recognition: for those alone who read all
  trials.ExpectReferencesTellNothing(hidden);
}

TEST_F(PermissionTable, EndsForWhoHasLeftAndIsNoneForWhoIsUnknown) {
  trials.ExpectNothingFor(kGone, kNobody);
}

}  // namespace
}  // namespace laurel::recognition::testing
