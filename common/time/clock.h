// The time of day, as something a test can turn. Thread-safe.
#pragma once

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace laurel {

class Clock {
 public:
  virtual ~Clock() = default;
  // Now, cut to microseconds: what the database and the wire keep.
  virtual absl::Time Now() const = 0;
};

// The machine's clock; lives as long as the process.
const Clock& SystemClock();

}  // namespace laurel
