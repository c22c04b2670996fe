// A call's deadline on the clock that never jumps. Calls carry deadlines of their own Clock, which may be
// turned by hand or by an operator; waiting is done against this one. A value.
#pragma once

#include <algorithm>
#include <chrono>

#include "absl/time/time.h"
#include "common/time/clock.h"

namespace laurel::sql {

class Deadline {
 public:
  Deadline(absl::Time deadline, const Clock& clock)
      : end_(std::chrono::steady_clock::now() +
             absl::ToChronoNanoseconds(
                 std::clamp(deadline - clock.Now(), absl::ZeroDuration(), absl::Hours(24)))) {}

  std::chrono::steady_clock::time_point end() const { return end_; }
  absl::Duration Left() const { return absl::FromChrono(end_ - std::chrono::steady_clock::now()); }
  bool Over() const { return Left() <= absl::ZeroDuration(); }

 private:
  std::chrono::steady_clock::time_point end_;
};

}  // namespace laurel::sql
