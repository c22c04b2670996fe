// A few threads for handlers that block for long; no queue. Thread-safe.
#pragma once

#include <functional>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"

namespace laurel::rpc {

class ThreadSlots {
 public:
  explicit ThreadSlots(int count) : slots_(static_cast<std::size_t>(count)) {}

  // Runs `work` on a thread of its own; false when all slots are taken or it is closed.
  bool TryRun(std::function<void()> work);
  // No more work; waits for what runs.
  void Close();
  ~ThreadSlots() { Close(); }

 private:
  struct Slot {
    std::jthread thread;
    bool busy = false;
  };
  absl::Mutex mutex_;
  std::vector<Slot> slots_ ABSL_GUARDED_BY(mutex_);  // never resized: workers point into it
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace laurel::rpc
