#include "common/rpc/run.h"

#include <gtest/gtest.h>

#include <csignal>
#include <thread>

#include "common/rpc/testing/echo_service.h"
#include "common/rpc/testing/eventually.h"
#include "common/testing/status_matchers.h"

namespace laurel::rpc {
namespace {

using testing::EchoFixture;
using testing::Eventually;

TEST(RunUntilSignal, FollowsItsChecksAndDrainsOnSigterm) {
  EchoFixture fixture;
  ReadinessState readiness;
  EXPECT_EQ(readiness.Failing(), "starting");
  std::atomic<bool> ready{false};
  const Check database{"database",
                       [&] { return ready ? absl::OkStatus() : absl::UnavailableError("it starts"); }};
  int exit_code = -1;
  std::thread service([&] {
    BlockSignals();
    exit_code = RunUntilSignal(fixture.server.server(), {database}, readiness);
  });
  EXPECT_TRUE(Eventually([&] { return readiness.Failing() == "database"; }));
  ready = true;
  EXPECT_TRUE(Eventually([&] { return readiness.Failing().empty(); }));
  ready = false;
  EXPECT_TRUE(Eventually([&] { return readiness.Failing() == "database"; }));
  pthread_kill(service.native_handle(), SIGTERM);  // to this thread: the others of the test do not block it
  service.join();
  EXPECT_EQ(exit_code, 0);
  EXPECT_EQ(readiness.Failing(), "draining");
  EXPECT_THAT(fixture.Echo(testing::Saying("x")), laurel::testing::StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace laurel::rpc
