// Without laurel-directory coaching goes on from memory (reliability.md 13).
#include <gmock/gmock.h>

#include <iostream>

#include "absl/time/clock.h"
#include "common/rpc/testing/eventually.h"
#include "common/testing/status_matchers.h"
#include "tests/faults/writers.h"

namespace laurel::faults {
namespace {

using rpc::testing::Eventually;
using ::testing::Eq;
using ::testing::IsEmpty;
using testing::IsOk;

class DirectoryStopped : public ::testing::Test {
 protected:
  Suite suite;
};

TEST_F(DirectoryStopped, CoachingGoesOnWithoutAFailedCall) {
  Writers writers(suite, 8);
  ASSERT_TRUE(writers.Progress(50));
  suite.directory().Kill();
  // Feedback looks after its health every second: long enough for it to change its mind.
  for (const absl::Time killed = absl::Now(); absl::Now() < killed + absl::Seconds(3);) {
    ASSERT_TRUE(writers.Progress(50));
    EXPECT_TRUE(suite.feedback().Serving());
  }
  const std::vector<Attempt> attempts = writers.Stop();
  EXPECT_EQ(writers.tally().failures, 0) << writers.tally().Figures();
  EXPECT_THAT(suite.feedback().Stop(), Eq(0));
  EXPECT_THAT(Check(attempts, suite.Rows()), IsEmpty());
  std::cout << "directory killed: " << writers.tally().Figures() << "\n";
}

TEST_F(DirectoryStopped, WhoIsImportedOnceItIsBackMayCoach) {
  suite.directory().Kill();
  suite.directory().Start();
  Client newcomer(suite, suite.AddPair());
  EXPECT_TRUE(
      Eventually([&] { return newcomer.Send(newcomer.Next(), NewRequestId(), absl::Seconds(5)).ok(); }));
}

TEST_F(DirectoryStopped, AServiceStartedWithoutItWaitsForItAndThenServes) {
  suite.directory().Kill();
  suite.feedback().Kill();
  suite.feedback().Start();
  EXPECT_TRUE(Eventually([&] { return suite.feedback().NotServing(); }));
  Client client(suite, 0);
  const Change change = client.Next();
  EXPECT_THAT(client.Send(change, NewRequestId(), absl::Seconds(5)),
              testing::StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  suite.directory().Start();
  EXPECT_TRUE(Eventually([&] { return suite.feedback().Serving(); }));
  EXPECT_THAT(client.Send(change, NewRequestId(), absl::Seconds(5)), IsOk());
}

}  // namespace
}  // namespace laurel::faults
