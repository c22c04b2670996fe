#include "clients/cli/connection/retry.h"

#include <algorithm>

#include "common/status/error.h"

namespace laurel::cli {

std::optional<absl::Duration> PauseBeforeRetry(const absl::Status& failure, int attempts_made,
                                               absl::Duration left, double random) {
  if (attempts_made >= kMostAttempts) return std::nullopt;
  const std::optional<absl::Duration> asked = RetryDelayOf(failure);
  const bool again = failure.code() == absl::StatusCode::kUnavailable ||
                     (failure.code() == absl::StatusCode::kResourceExhausted && asked.has_value());
  if (!again) return std::nullopt;
  const absl::Duration ceiling =
      std::min(absl::Seconds(2), absl::Milliseconds(200) * (1 << (attempts_made - 1)));
  const absl::Duration pause = asked.value_or(absl::ZeroDuration()) + ceiling * random;
  if (pause >= left) return std::nullopt;
  return pause;
}

}  // namespace laurel::cli
