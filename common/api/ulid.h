// ULIDs (github.com/ulid/spec): 48 bits of milliseconds, 80 random bits, in lower-case Crockford base 32.
// They sort by time of making to the millisecond of the clock of one machine; only a UlidSequence promises
// more. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace laurel::api {

// The digits in their order: Crockford's base 32, in lower case.
inline constexpr std::string_view kUlidDigits = "0123456789abcdefghjkmnpqrstvwxyz";

std::string NewUlid(absl::Time now);
// The smallest ULID of the millisecond in which `time` lies: where a range of ids that are made of times
// begins or ends. Times that a ULID cannot hold count as the nearest that it can.
std::string SmallestUlidOf(absl::Time time);
// 26 characters of the lower-case alphabet, not above 2^128 - 1.
bool IsUlid(std::string_view text);

// ULIDs that increase, each above the one before (the specification's monotonicity): within a millisecond,
// and while the clock goes back, the next one is the last one plus one. So they can be guessed: never for
// what an id alone gives access to. std::runtime_error after 2^128 - 1.
class UlidSequence {
 public:
  std::string Next(absl::Time now);

 private:
  absl::Mutex mutex_;
  std::string last_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace laurel::api
