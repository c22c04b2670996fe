#include "common/rpc/admission/rate_limiter.h"

#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"

namespace laurel::rpc {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using std::chrono::milliseconds;

TEST(RateLimiter, AllowsTheBurstAndThenTheRate) {
  RateLimiter limiter(10, 3);
  const RateLimiter::TimePoint start{};
  for (int i = 0; i < 3; ++i) EXPECT_THAT(limiter.Take("ana", start), IsOk());
  const absl::Status refused = limiter.Take("ana", start);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted, "RATE_LIMITED"));
  EXPECT_EQ(RetryDelayOf(refused), absl::Milliseconds(100));
  EXPECT_THAT(limiter.Take("ana", start + milliseconds(100)), IsOk());
  EXPECT_THAT(limiter.Take("ana", start + milliseconds(150)), StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST(RateLimiter, KeepsCallersApart) {
  RateLimiter limiter(1, 1);
  EXPECT_THAT(limiter.Take("ana", {}), IsOk());
  EXPECT_THAT(limiter.Take("ben", {}), IsOk());
  EXPECT_FALSE(limiter.Take("ana", {}).ok());
}

TEST(RateLimiter, LimitsNobodyAtRateZero) {
  RateLimiter limiter(0, 0);
  EXPECT_THAT(limiter.Take("ana", {}), IsOk());
}

TEST(RateLimiter, ForgettingIdleCallersForgetsNoDebt) {
  RateLimiter limiter(1, 1);
  const RateLimiter::TimePoint start{};
  for (int i = 0; i < 4095; ++i) ASSERT_THAT(limiter.Take(std::to_string(i), start), IsOk());
  const RateLimiter::TimePoint later = start + std::chrono::seconds(10);
  ASSERT_THAT(limiter.Take("ana", later), IsOk());
  for (int i = 5000; i < 5100; ++i) ASSERT_THAT(limiter.Take(std::to_string(i), later), IsOk());
  EXPECT_FALSE(limiter.Take("ana", later).ok());
}

}  // namespace
}  // namespace laurel::rpc
