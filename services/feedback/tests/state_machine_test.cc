// What the service does, against a model of what the product says: on long random walks both agree after
// every step. --gtest_random_seed=N walks another way, the one that a failure named for instance.
#include <gtest/gtest.h>

#include <vector>

#include "services/feedback/tests/state_machine/walk.h"

namespace laurel::feedback::testing {
namespace {

constexpr int kSteps = 600;

// 0: none.
unsigned ChosenSeed() { return static_cast<unsigned>(GTEST_FLAG_GET(random_seed)); }

TEST(StateMachine, AgreesWithItsModelAfterEveryStep) {
  std::map<std::string, int> seen;
  const unsigned chosen = ChosenSeed();
  for (const unsigned seed : chosen == 0 ? std::vector<unsigned>{1, 2} : std::vector<unsigned>{chosen}) {
    Walk walk(seed);
    for (int step = 1; step <= kSteps; ++step) {
      walk.Step();
      ASSERT_FALSE(HasFailure()) << "--gtest_random_seed=" << seed << ", step " << step << ": "
                                 << walk.last();
    }
    for (const auto& [outcome, times] : walk.seen()) seen[outcome] += times;
  }
  for (const char* outcome : {"NOT_FOUND",
                              "PERMISSION_DENIED",
                              "NOT_YOUR_REPORT",
                              "STALE_ETAG",
                              "INVALID_FIELD",
                              "WRONG_STATE",
                              "ALREADY_ACKNOWLEDGED",
                              "VOID_WINDOW_CLOSED",
                              "RETRACT_WINDOW_CLOSED",
                              "NOTES_CLOSED",
                              "TALKING_POINTS_CLOSED",
                              "NO_TEAM",
                              "VISIBILITY_FROZEN",
                              "coaching.scheduled",
                              "coaching.rescheduled",
                              "coaching.updated",
                              "coaching.started",
                              "coaching.held",
                              "coaching.cancelled",
                              "coaching.no_show",
                              "coaching.voided",
                              "coaching.acknowledged",
                              "coaching.note_added",
                              "talking_point.added",
                              "feedback.drafted",
                              "feedback.updated",
                              "feedback.submitted",
                              "feedback.discarded",
                              "feedback.acknowledged",
                              "feedback.retracted"}) {
    EXPECT_GT(seen[outcome], 0) << outcome << " was never seen";
  }
}

}  // namespace
}  // namespace laurel::feedback::testing
