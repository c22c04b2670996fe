// A clock that stands still until a test turns it. Thread-safe.
#pragma once

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/time/clock.h"

namespace laurel::testing {

class FakeClock final : public Clock {
 public:
  // Wednesday, 2026-01-14, 12:00 UTC: a working day in most zones, and not near a change of month or offset.
  FakeClock();
  explicit FakeClock(absl::Time now) : now_(now) {}

  absl::Time Now() const override;
  void Advance(absl::Duration duration);
  void Set(absl::Time now);

 private:
  mutable absl::Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace laurel::testing
