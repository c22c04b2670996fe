#include "common/rpc/admission/bounded_queue.h"

#include <algorithm>
#include <utility>

#include "common/status/error.h"

namespace laurel::rpc {

absl::Status Overloaded() {
  return Error(absl::StatusCode::kResourceExhausted, "OVERLOADED", "the service is busy; try again shortly")
      .RetryAfter(absl::Seconds(1));
}

absl::Status ShuttingDown() {
  return Error(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "this server is shutting down; try again")
      .RetryAfter(absl::Milliseconds(100));
}

absl::Status BoundedQueue::Push(Job* job) {
  std::vector<Job*> dead;
  absl::Status result;
  {
    absl::MutexLock lock(&mutex_);
    if (!closed_ && jobs_.size() >= capacity_) dead = TakeDead();
    if (closed_) {
      result = ShuttingDown();
    } else if (jobs_.size() >= capacity_) {
      result = Overloaded();
    } else {
      jobs_.push_back(job);
      arrived_.Signal();
    }
  }
  for (Job* ghost : dead) ghost->Refuse(absl::CancelledError());  // nobody listens: any answer ends it
  return result;
}

std::vector<Job*> BoundedQueue::TakeDead() {
  const auto alive_end =
      std::stable_partition(jobs_.begin(), jobs_.end(), [](const Job* job) { return !job->Dead(); });
  std::vector<Job*> dead(alive_end, jobs_.end());
  jobs_.erase(alive_end, jobs_.end());
  return dead;
}

Job* BoundedQueue::Pop() {
  absl::MutexLock lock(&mutex_);
  while (jobs_.empty() && !closed_) arrived_.Wait(&mutex_);
  if (jobs_.empty()) return nullptr;
  Job* job = jobs_.front();
  jobs_.pop_front();
  return job;
}

void BoundedQueue::Close() {
  std::deque<Job*> rest;
  {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
    rest.swap(jobs_);
    arrived_.SignalAll();
  }
  for (Job* job : rest) job->Refuse(ShuttingDown());
}

}  // namespace laurel::rpc
