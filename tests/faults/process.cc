#include "tests/faults/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string_view>

#include "absl/time/clock.h"

namespace laurel::faults {
namespace {

std::vector<char*> Pointers(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// Each flag is an environment variable as well: what is set outside must not reach the services under test.
std::vector<char*> Environment() {
  std::vector<char*> kept;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!std::string_view(*variable).starts_with("LAUREL_")) kept.push_back(*variable);
  }
  kept.push_back(nullptr);
  return kept;
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const std::string& log) {
  // All memory is taken before fork: other threads may hold the allocator's locks then, and the child only
  // makes system calls.
  const std::vector<char*> arguments = Pointers(command);
  const std::vector<char*> environment = Environment();
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ != 0) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  if (getppid() == parent) execve(arguments[0], arguments.data(), environment.data());
  _exit(127);
}

bool Process::Running() { return !Wait(absl::ZeroDuration()).has_value(); }

void Process::Kill() {
  if (!Running()) return;
  kill(pid_, SIGKILL);
  Wait(absl::InfiniteDuration());
}

void Process::Pause() {
  if (Running()) kill(pid_, SIGSTOP);
}

void Process::Continue() {
  if (Running()) kill(pid_, SIGCONT);
}

void Process::Terminate() {
  if (Running()) kill(pid_, SIGTERM);
}

std::optional<int> Process::Wait(absl::Duration patience) {
  const absl::Time limit = absl::Now() + patience;
  while (!status_.has_value()) {
    int status = 0;
    const pid_t ended = pid_ < 0 ? pid_ : waitpid(pid_, &status, WNOHANG);
    if (ended < 0) status = 127 << 8;  // it never ran
    if (ended != 0) {
      status_ = status;
    } else if (absl::Now() >= limit) {
      return std::nullopt;
    } else {
      absl::SleepFor(absl::Milliseconds(2));
    }
  }
  return WIFSIGNALED(*status_) ? 128 + WTERMSIG(*status_) : WEXITSTATUS(*status_);
}

}  // namespace laurel::faults
