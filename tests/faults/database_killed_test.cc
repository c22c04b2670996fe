// The database dies (-9) under writes, or is not there yet (reliability.md 3, 13).
#include <gmock/gmock.h>

#include <iostream>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "common/rpc/testing/eventually.h"
#include "common/testing/database_server.h"
#include "tests/faults/writers.h"

namespace laurel::faults {
namespace {

using rpc::testing::Eventually;
using ::testing::Eq;
using ::testing::IsEmpty;

class DatabaseKilled : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { own_server = std::make_unique<testing::DatabaseServer>(); }
  static void TearDownTestSuite() { own_server.reset(); }

  static inline std::unique_ptr<testing::DatabaseServer> own_server;

  testing::DatabaseServer& server = *own_server;
  Suite suite{{.database = server.address()}};
};

TEST_F(DatabaseKilled, LosesAndDoublesNothingAndTheServiceStaysUp) {
  constexpr int kKills = 4;
  Writers writers(suite, 8);
  absl::BitGen random;
  absl::Duration longest = absl::ZeroDuration();
  for (int kill = 0; kill < kKills; ++kill) {
    ASSERT_TRUE(writers.Progress(absl::Uniform(random, 50, 200))) << writers.tally().Figures();
    absl::SleepFor(absl::Microseconds(absl::Uniform(random, 0, 20'000)));
    server.Kill();
    server.Start();
    const absl::Time back = absl::Now();
    ASSERT_TRUE(writers.Progress(1)) << writers.tally().Figures();
    longest = std::max(longest, absl::Now() - back);
  }
  EXPECT_TRUE(suite.feedback().Running());
  EXPECT_TRUE(Eventually([&] { return suite.feedback().Serving(); }));
  const std::vector<Attempt> attempts = writers.Stop();
  EXPECT_THAT(suite.feedback().Stop(), Eq(0));
  EXPECT_THAT(writers.tally().Refusals(), IsEmpty());
  EXPECT_THAT(Check(attempts, suite.Rows()), IsEmpty());
  std::cout << "database killed " << kKills << " times, writes again at most " << longest
            << " after it was back: " << writers.tally().Figures() << "\n";
}

TEST_F(DatabaseKilled, AServiceStartedWithoutItWaitsForItAndThenServes) {
  for (Service* service : {&suite.feedback(), &suite.directory()}) service->Kill();
  server.Kill();
  for (Service* service : {&suite.feedback(), &suite.directory()}) {
    service->Start();
    EXPECT_TRUE(Eventually([&] { return service->NotServing(); }));
  }
  server.Start();
  for (Service* service : {&suite.feedback(), &suite.directory()}) {
    EXPECT_TRUE(Eventually([&] { return service->Serving(); }));
    EXPECT_TRUE(service->Running());
  }
}

}  // namespace
}  // namespace laurel::faults
