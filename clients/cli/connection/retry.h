// When a failed call is made again, and after how long: only when nothing can have been done twice, and never
// beyond the caller's timeout. Every mutation carries a request_id, so that repeating it has one effect. Pure
// functions.
#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace laurel::cli {

inline constexpr int kMostAttempts = 5;

// The pause before the next attempt, or nullopt to give up. UNAVAILABLE is tried again, RESOURCE_EXHAUSTED
// when the service says when; full jitter, and at least what RetryInfo asks for. `random` is in [0, 1);
// `left` is what remains of the timeout.
std::optional<absl::Duration> PauseBeforeRetry(const absl::Status& failure, int attempts_made,
                                               absl::Duration left, double random);

}  // namespace laurel::cli
