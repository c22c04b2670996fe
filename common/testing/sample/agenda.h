// What will happen, in the order of its time. Whatever an act brings about it puts on the agenda in its turn.
// Used by one thread.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "absl/time/time.h"
#include "common/testing/fake_clock.h"

namespace laurel::sample {

class Agenda {
 public:
  explicit Agenda(laurel::testing::FakeClock& clock) : clock_(clock) {}

  // What should have happened already happens next.
  void At(absl::Time time, std::function<void()> act) {
    acts_.emplace(std::max(time, clock_.Now()), std::move(act));
  }
  // Turns the clock from act to act. What would come after `until` does not come any more.
  void Run(absl::Time until) {
    while (!acts_.empty() && acts_.begin()->first <= until) {
      auto act = acts_.extract(acts_.begin());
      clock_.Set(act.key());
      act.mapped()();
    }
  }
  absl::Time Now() const { return clock_.Now(); }

 private:
  laurel::testing::FakeClock& clock_;
  std::multimap<absl::Time, std::function<void()>> acts_;
};

}  // namespace laurel::sample
