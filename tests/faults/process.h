// A child process: killed with its owner, at the latest with the thread that started it. Used by one thread.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace laurel::faults {

class Process {
 public:
  // Its environment is ours without LAUREL_*; standard output and error are appended to the file `log`.
  Process(const std::vector<std::string>& command, const std::string& log);
  ~Process() { Kill(); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  bool Running();
  pid_t pid() const { return pid_; }
  // As a crash would: SIGKILL.
  void Kill();
  // As a machine that stands still would: SIGSTOP, until Continue.
  void Pause();
  void Continue();
  // SIGTERM.
  void Terminate();
  // Its exit code, 128 + n when signal n ended it; nullopt when it still runs after `patience`.
  std::optional<int> Wait(absl::Duration patience);

 private:
  pid_t pid_ = -1;
  std::optional<int> status_;  // of waitpid, once it has ended
};

}  // namespace laurel::faults
