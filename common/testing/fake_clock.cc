#include "common/testing/fake_clock.h"

#include "absl/time/civil_time.h"

namespace laurel::testing {

FakeClock::FakeClock() : now_(absl::FromCivil(absl::CivilHour(2026, 1, 14, 12), absl::UTCTimeZone())) {}

absl::Time FakeClock::Now() const {
  absl::MutexLock lock(&mutex_);
  return now_;
}

void FakeClock::Advance(absl::Duration duration) {
  absl::MutexLock lock(&mutex_);
  now_ += duration;
}

void FakeClock::Set(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  now_ = now;
}

}  // namespace laurel::testing
