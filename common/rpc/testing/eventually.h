// Waits for what another thread brings about and no call reports.
#pragma once

#include <functional>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace laurel::rpc::testing {

// True as soon as `condition` holds; false after half a minute.
inline bool Eventually(const std::function<bool()>& condition) {
  const absl::Time limit = absl::Now() + absl::Seconds(30);
  while (!condition()) {
    if (absl::Now() > limit) return false;
    absl::SleepFor(absl::Milliseconds(1));
  }
  return true;
}

}  // namespace laurel::rpc::testing
