// A token bucket for each caller. Thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"

namespace laurel::rpc {

class RateLimiter {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  // `rate` tokens a second, at most `burst` saved; a rate of 0 limits nobody.
  RateLimiter(double rate, double burst) : rate_(rate), burst_(burst) {}

  // Takes one token; RESOURCE_EXHAUSTED, RATE_LIMITED with the time until the next one.
  absl::Status Take(std::string_view caller, TimePoint now);

 private:
  struct Bucket {
    double tokens;
    TimePoint filled;
  };
  // Forgets callers whose bucket is full again: they are as good as new.
  void Forget(TimePoint now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  double TokensAt(const Bucket& bucket, TimePoint now) const;

  const double rate_;
  const double burst_;
  absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Bucket> buckets_ ABSL_GUARDED_BY(mutex_);
  std::size_t forget_at_ ABSL_GUARDED_BY(mutex_) = 4096;
};

}  // namespace laurel::rpc
