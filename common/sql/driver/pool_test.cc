#include "common/sql/driver/pool.h"

#include <gmock/gmock.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"

namespace laurel::sql {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::TestDatabase;

class Gauges final : public Observer {
 public:
  void PoolInUse(int change) override { in_use += change; }
  void PoolWaiting(int change) override { waiting += change; }
  std::atomic<int> in_use{0};
  std::atomic<int> waiting{0};
};

class PoolTest : public ::testing::Test {
 protected:
  DatabaseOptions Options(int connections) const {
    DatabaseOptions options = database_.options();
    options.connections = connections;
    return options;
  }
  static Deadline In(absl::Duration duration) { return {SystemClock().Now() + duration, SystemClock()}; }
  static Deadline Soon() { return In(absl::Seconds(20)); }

  TestDatabase database_;
  Gauges gauges_;
};

TEST_F(PoolTest, HandsTheSameConnectionOutAgain) {
  Pool pool(Options(2), gauges_);
  std::int64_t first = 0;
  {
    auto lease = pool.Acquire(Soon());
    ASSERT_THAT(lease, IsOk());
    first = (*lease)->identity().id;
    lease->Keep();
  }
  auto again = pool.Acquire(Soon());
  EXPECT_EQ((*again)->identity().id, first);
  EXPECT_EQ(gauges_.in_use, 1);
}

TEST_F(PoolTest, ClosesWhatNobodyVouchedFor) {
  Pool pool(Options(1), gauges_);
  std::int64_t first = 0;
  {
    auto lease = pool.Acquire(Soon());
    first = (*lease)->identity().id;
  }
  auto again = pool.Acquire(Soon());
  EXPECT_NE((*again)->identity().id, first);
}

TEST_F(PoolTest, OpensAFreshOneWhenAskedTo) {
  Pool pool(Options(1), gauges_);
  std::int64_t first = 0;
  {
    auto lease = pool.Acquire(Soon());
    first = (*lease)->identity().id;
    lease->Keep();
  }
  auto fresh = pool.Acquire(Soon(), Pool::Want::kFresh);
  EXPECT_NE((*fresh)->identity().id, first);
}

TEST_F(PoolTest, LetsNobodyWaitBeyondTheDeadline) {
  Pool pool(Options(1), gauges_);
  auto held = pool.Acquire(Soon());
  const auto refused = pool.Acquire(In(absl::Milliseconds(20)));
  EXPECT_THAT(refused.status(), StatusIs(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE"));
  EXPECT_EQ(gauges_.waiting, 0);
}

TEST_F(PoolTest, ServesFirstComeFirstServed) {
  constexpr int kWaiters = 12;
  Pool pool(Options(1), gauges_);
  std::mutex mutex;
  std::vector<int> order;
  std::vector<std::thread> threads;
  {
    auto held = pool.Acquire(Soon());
    for (int i = 0; i < kWaiters; ++i) {
      threads.emplace_back([&, i] {
        auto lease = pool.Acquire(Soon());
        lease->Keep();
        const std::scoped_lock lock(mutex);
        order.push_back(i);
      });
      while (gauges_.waiting != i + 1) std::this_thread::yield();
    }
    held->Keep();
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(std::ranges::is_sorted(order)) << ::testing::PrintToString(order);
}

TEST_F(PoolTest, NeverHoldsMoreThanItsBound) {
  Pool pool(Options(3), gauges_);
  std::atomic<int> most{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 20; ++k) {
        auto lease = pool.Acquire(Soon());
        most = std::max<int>(most, gauges_.in_use);
        if (k % 2 == 0) lease->Keep();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(most, 3);
  EXPECT_EQ(gauges_.in_use, 0);
}

TEST_F(PoolTest, GetsThePlaceBackWhenOpeningThrows) {
  class Throwing final : public Observer {
   public:
    void PoolInUse(int change) override { in_use += change; }
    void Queried(absl::Duration) override {
      if (throws) throw std::runtime_error("no memory");
    }
    bool throws = true;
    int in_use = 0;
  };
  Throwing observer;
  Pool pool(Options(1), observer);
  EXPECT_THROW(pool.Acquire(Soon()).IgnoreError(), std::runtime_error);
  EXPECT_EQ(observer.in_use, 0);
  observer.throws = false;
  EXPECT_THAT(pool.Acquire(Soon()), IsOk());
}

TEST(PoolWithoutDatabase, SaysSoAndFreesThePlace) {
  DatabaseOptions options;
  options.address = "unix:///nowhere/s.sock";
  options.connections = 1;
  Gauges gauges;
  Pool pool(options, gauges);
  for (int i = 0; i < 3; ++i) {
    const auto lease = pool.Acquire(Deadline(SystemClock().Now() + absl::Seconds(5), SystemClock()));
    EXPECT_THAT(lease.status(), StatusIs(absl::StatusCode::kUnavailable));
  }
  EXPECT_EQ(gauges.in_use, 0);
}

}  // namespace
}  // namespace laurel::sql
