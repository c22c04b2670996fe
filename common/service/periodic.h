// Work that nobody waits for, again and again on a thread of its own: metrics, purges.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace laurel {

class Periodic {
 public:
  // Runs `work` after `interval`, and again that long after each end. A failure is logged under `name`, and
  // the next run is the retry.
  Periodic(std::string name, absl::Duration interval, std::function<absl::Status()> work);
  // Stops at once between two runs, else after the one under way.
  ~Periodic();
  Periodic(const Periodic&) = delete;
  Periodic& operator=(const Periodic&) = delete;

 private:
  void Run();

  const std::string name_;
  const absl::Duration interval_;
  const std::function<absl::Status()> work_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace laurel
