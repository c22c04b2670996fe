#include <atomic>

#include "absl/cleanup/cleanup.h"
#include "absl/synchronization/mutex.h"
#include "common/org/organization.h"

namespace laurel::org {

struct Holder::State {
  explicit State(int most) : most_waiting(most) {}

  const int most_waiting;
  std::atomic<int> waiting{0};
  mutable absl::Mutex mutex;
  absl::CondVar changed;
  std::shared_ptr<const Organization> organization = std::make_shared<const Organization>();
  absl::Time fresh_at = absl::InfinitePast();
};

Holder::Holder(int most_waiting) : state_(std::make_unique<State>(most_waiting)) {}
Holder::~Holder() = default;

std::shared_ptr<const Organization> Holder::Current() const {
  absl::MutexLock lock(&state_->mutex);
  return state_->organization;
}

void Holder::Set(std::shared_ptr<const Organization> organization, absl::Time now) {
  {
    absl::MutexLock lock(&state_->mutex);
    state_->organization.swap(organization);
    state_->fresh_at = now;
    state_->changed.SignalAll();
  }  // the former version, which may be the last of its kind, goes outside the lock
}

void Holder::Touch(absl::Time now) {
  absl::MutexLock lock(&state_->mutex);
  state_->fresh_at = now;
}

absl::Time Holder::FreshAt() const {
  absl::MutexLock lock(&state_->mutex);
  return state_->fresh_at;
}

// `done` runs outside the lock: it may take its time, and may ask the holder.
std::shared_ptr<const Organization> Holder::WaitUntil(
    absl::Time deadline, const std::function<bool(const Organization&)>& done) const {
  std::shared_ptr<const Organization> current = Current();
  while (!done(*current)) {
    absl::MutexLock lock(&state_->mutex);
    while (state_->organization == current) {
      if (state_->changed.WaitWithDeadline(&state_->mutex, deadline)) return state_->organization;
    }
    current = state_->organization;
  }
  return current;
}

std::shared_ptr<const Organization> Holder::WaitIfRoom(
    absl::Time deadline, const std::function<bool(const Organization&)>& done) const {
  std::shared_ptr<const Organization> current = Current();
  if (done(*current)) return current;
  const absl::Cleanup leave = [this] { --state_->waiting; };
  if (++state_->waiting > state_->most_waiting) return current;
  return WaitUntil(deadline, done);
}

}  // namespace laurel::org
