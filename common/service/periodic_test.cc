#include "common/service/periodic.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <stdexcept>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"

namespace laurel {
namespace {

// Calls an absl::BlockingCounter may take only so often.
class Runs {
 public:
  explicit Runs(int expected) : left_(expected), reached_(expected) {}
  void Count() {
    if (left_.fetch_sub(1) > 0) reached_.DecrementCount();
  }
  void Wait() { reached_.Wait(); }

 private:
  std::atomic<int> left_;
  absl::BlockingCounter reached_;
};

TEST(Periodic, RunsAtOnceAndEndsBetweenTwoRunsWithoutWaiting) {
  absl::Notification ran;
  const Periodic work("work", absl::Hours(1), [&] {
    ran.Notify();
    return absl::OkStatus();
  });
  ran.WaitForNotification();
}

TEST(Periodic, RunsAgainAfterEachSuccess) {
  Runs runs(3);
  const Periodic work("work", absl::Milliseconds(1), [&] {
    runs.Count();
    return absl::OkStatus();
  });
  runs.Wait();
}

TEST(Periodic, RetriesAFailureNoLaterThanAfterItsInterval) {
  Runs runs(3);
  const Periodic work("work", absl::Milliseconds(1), [&] {
    runs.Count();
    return absl::UnavailableError("no database");
  });
  runs.Wait();
}

TEST(Periodic, TakesWhatTheWorkThrowsForAFailure) {
  Runs runs(3);
  const Periodic work("work", absl::Milliseconds(1), [&]() -> absl::Status {
    runs.Count();
    throw std::logic_error("a mistake");
  });
  runs.Wait();
}

TEST(Periodic, AsksTheRunUnderWayToStopAndRunsNoMore) {
  absl::Notification entered;
  int runs = 0;
  std::optional<Periodic> work;
  work.emplace("work", absl::Milliseconds(1), [&](const std::stop_token& stop) {
    ++runs;
    absl::Notification stopped;
    const std::stop_callback tell(stop, [&] { stopped.Notify(); });
    entered.Notify();
    stopped.WaitForNotification();
    return absl::OkStatus();
  });
  entered.WaitForNotification();
  work.reset();
  EXPECT_EQ(runs, 1);
}

}  // namespace
}  // namespace laurel
