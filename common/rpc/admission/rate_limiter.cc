#include "common/rpc/admission/rate_limiter.h"

#include <algorithm>

#include "common/status/error.h"

namespace laurel::rpc {

absl::Status RateLimiter::Take(std::string_view caller, TimePoint now) {
  if (rate_ <= 0) return absl::OkStatus();
  absl::MutexLock lock(&mutex_);
  if (buckets_.size() >= forget_at_) Forget(now);
  Bucket& bucket = buckets_.try_emplace(std::string(caller), Bucket{burst_, now}).first->second;
  bucket.tokens = TokensAt(bucket, now);
  bucket.filled = std::max(now, bucket.filled);
  if (bucket.tokens < 1) {
    const absl::Duration wait = absl::Seconds((1 - bucket.tokens) / rate_);
    return Error(absl::StatusCode::kResourceExhausted, "RATE_LIMITED",
                 "too many calls by this caller; slow down")
        .RetryAfter(std::max(wait, absl::Milliseconds(1)));
  }
  bucket.tokens -= 1;
  return absl::OkStatus();
}

double RateLimiter::TokensAt(const Bucket& bucket, TimePoint now) const {
  const double seconds = std::chrono::duration<double>(now - bucket.filled).count();
  return std::min(burst_, bucket.tokens + std::max(0.0, seconds) * rate_);
}

void RateLimiter::Forget(TimePoint now) {
  absl::erase_if(buckets_, [&](const auto& entry) { return TokensAt(entry.second, now) >= burst_; });
  // Twice what is in use, so that a sweep is paid for by as many new callers as it looks at.
  forget_at_ = std::max<std::size_t>(4096, 2 * buckets_.size());
}

}  // namespace laurel::rpc
