// Where load is shed: calls wait here for a worker, first come, first served. Thread-safe.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"

namespace laurel::rpc {

// One call that waits. Whoever holds it owns it: the pusher until Push succeeds, the queue, then the worker.
class Job {
 public:
  virtual ~Job() = default;
  // Nobody waits for it any more. Called under the queue's lock: quick, no locks.
  virtual bool Dead() const = 0;
  // On a worker; answers the call also when it is dead. *this may be gone afterwards.
  virtual void Run() = 0;
  // Answers the call without running it. *this may be gone afterwards.
  virtual void Refuse(absl::Status why) = 0;
};

class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  // Full: drops dead entries first, so that a paused database does not keep the queue full of ghosts; still
  // full: RESOURCE_EXHAUSTED, OVERLOADED. Closed: UNAVAILABLE, SHUTTING_DOWN. On an error the caller still
  // owns the job.
  absl::Status Push(Job* job);

  // Waits for a job; nullptr once closed.
  Job* Pop();

  // Refuses all entries, and every later Push, with SHUTTING_DOWN.
  void Close();

 private:
  // Takes the dead entries out; they are answered after the lock is released.
  std::vector<Job*> TakeDead() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::size_t capacity_;
  absl::Mutex mutex_;
  absl::CondVar arrived_;
  std::deque<Job*> jobs_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

absl::Status Overloaded();
absl::Status ShuttingDown();

}  // namespace laurel::rpc
