#include "common/rpc/admission/thread_slots.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace laurel::rpc {

bool ThreadSlots::TryRun(std::function<void()> work) {
  absl::MutexLock lock(&mutex_);
  const auto slot = std::find_if(slots_.begin(), slots_.end(), [](const Slot& s) { return !s.busy; });
  if (closed_ || slot == slots_.end()) return false;
  try {
    // Assigning joins the slot's former thread, which has nothing left to do but return.
    slot->thread = std::jthread([this, taken = &*slot, run = std::move(work)] {
      run();
      absl::MutexLock done(&mutex_);
      taken->busy = false;
    });
  } catch (const std::system_error&) {
    return false;  // the machine has no thread to give
  }
  slot->busy = true;
  return true;
}

void ThreadSlots::Close() {
  std::vector<std::jthread> threads;
  {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
    for (Slot& slot : slots_) threads.push_back(std::move(slot.thread));
  }
}

}  // namespace laurel::rpc
