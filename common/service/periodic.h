// Work that nobody waits for, again and again on a thread of its own: metrics, purges.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace laurel {

// Construct and destroy on one thread; the work runs on another, one run at a time.
class Periodic {
 public:
  // Work that may take longer than a process may take to end asks the token between its steps.
  using Work = std::function<absl::Status(const std::stop_token& stop)>;

  // Runs `work` at once, and again `interval` after the end of each success. A failure is logged under `name`
  // by its reason, and so is what `work` throws; the next run, the retry, comes after 5 s, or after
  // `interval` when that is shorter.
  Periodic(std::string name, absl::Duration interval, Work work);
  // For work that is over soon: a step of a second or so.
  Periodic(std::string name, absl::Duration interval, std::function<absl::Status()> work);
  // Asks the run under way to stop and waits for its end; at once between two runs.
  ~Periodic() = default;
  Periodic(const Periodic&) = delete;
  Periodic& operator=(const Periodic&) = delete;

 private:
  void Run(const std::stop_token& stop);

  const std::string name_;
  const absl::Duration interval_;
  const Work work_;
  std::mutex mutex_;
  std::condition_variable_any pause_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace laurel
