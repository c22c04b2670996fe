// The permission table of the product for coaching and feedback, whole: every call × every relation, over the
// wire.
#include "services/feedback/tests/permission_table/table.h"

#include <gtest/gtest.h>

#include "common/testing/permission_table/trials.h"
#include "services/feedback/tests/permission_table/calls.h"

namespace laurel::feedback::testing {
namespace {

const std::string kGuess = org::testing::TestId(98);

const std::vector<Try>& AllCalls() {
  static const auto& all = *new std::vector<Try>([] {
    std::vector<Try> calls;
    for (auto part : {CallsAboutSessions(), CallsAboutNotes(), CallsAboutTalkingPoints(),
                      CallsAboutActionItems(), CallsAboutFeedback()}) {
      calls.insert(calls.end(), part.begin(), part.end());
    }
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
      *v1::CreateCoachingSessionRequest::descriptor()->file()->FindServiceByName("CoachingService"));
  trials.ExpectAllOf(*v1::CreateFeedbackRequest::descriptor()->file()->FindServiceByName("FeedbackService"));
}

TEST_F(PermissionTable, HoldsOfEveryCallForEveryRelation) { trials.ExpectTheTable(); }

TEST_F(PermissionTable, AnswersAGuessedIdAsOneThatMayNotBeRead) { trials.ExpectGuessesTellNothing(kGuess); }

TEST_F(PermissionTable, TellsNothingOfAnIdInsideAnotherMessage) {
  laurel::testing::HiddenResource hidden;
  hidden.name = world.suite.Held(kTop, {kCarla}).name();
  hidden.guess = "coachingSessions/" + kGuess;
  hidden.readers = {kTop, kCarla, kSkip, kHr, kAuditor};  // Skip: as Carla's line manager
  hidden.collections = {"coachingSessions", "feedback", "actionItems"};
  hidden.indifferent = {"ListCoachingSessions", "PreviewAudience"};  // a filter by equality; does not count
  trials.ExpectReferencesTellNothing(hidden);
}

TEST_F(PermissionTable, EndsForWhoHasLeftAndIsNoneForWhoIsUnknown) {
  trials.ExpectNothingFor(kGone, kNobody);
}

}  // namespace
}  // namespace laurel::feedback::testing
