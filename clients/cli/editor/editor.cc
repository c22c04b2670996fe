#include "clients/cli/editor/editor.h"

#include <spawn.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "clients/cli/connection/failure.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

// What a shell ends with when it does not find the command, or may not run it.
constexpr int kNotRunnable = 126;
constexpr int kNotFound = 127;

bool IsOnPath(const std::string& program, const std::string& path) {
  const std::vector<std::string> folders = absl::StrSplit(path, ':');
  for (const std::string& folder : folders) {
    if (!folder.empty() && access(fmt::format("{}/{}", folder, program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

// Ctrl-C in an editor means something to the editor: it must not end whoever waits for it.
class InterruptsIgnored {
 public:
  InterruptsIgnored() {
    struct sigaction ignore = {};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGINT, &ignore, &interrupt_);
    sigaction(SIGQUIT, &ignore, &quit_);
  }
  ~InterruptsIgnored() {
    sigaction(SIGINT, &interrupt_, nullptr);
    sigaction(SIGQUIT, &quit_, nullptr);
  }
  InterruptsIgnored(const InterruptsIgnored&) = delete;
  InterruptsIgnored& operator=(const InterruptsIgnored&) = delete;

 private:
  struct sigaction interrupt_ = {};
  struct sigaction quit_ = {};
};

// What asks the whole process to end (a closed terminal, a shutdown): noted, so that whoever waits can keep
// what has been written. Those that were ignored before (nohup) stay so.
std::atomic<int> end_asked = 0;
static_assert(std::atomic<int>::is_always_lock_free);

class EndingsNoted {
 public:
  EndingsNoted() {
    end_asked = 0;
    struct sigaction note = {};
    note.sa_handler = [](int signal) { end_asked = signal; };
    for (std::size_t i = 0; i < kEndings.size(); ++i) {
      sigaction(kEndings[i], nullptr, &before_[i]);
      if (before_[i].sa_handler != SIG_IGN) sigaction(kEndings[i], &note, nullptr);
    }
  }
  ~EndingsNoted() {
    for (std::size_t i = 0; i < kEndings.size(); ++i) sigaction(kEndings[i], &before_[i], nullptr);
  }
  EndingsNoted(const EndingsNoted&) = delete;
  EndingsNoted& operator=(const EndingsNoted&) = delete;

 private:
  static constexpr std::array kEndings = {SIGTERM, SIGHUP};
  std::array<struct sigaction, kEndings.size()> before_ = {};
};

// How the terminal was set, for an editor that is killed and leaves it as it needed it.
class TerminalSettings {
 public:
  TerminalSettings() : known_(tcgetattr(STDIN_FILENO, &settings_) == 0) {}
  void Restore() const {
    if (known_) tcsetattr(STDIN_FILENO, TCSADRAIN, &settings_);
  }

 private:
  struct termios settings_ = {};
  bool known_;
};

// Starts `sh -c 'command "$1"' command path` with the signals as they are for any program; an errno
// otherwise.
int Spawn(const std::string& command, const std::string& path, pid_t& child) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t files;
  if (const int error = posix_spawnattr_init(&attributes)) return error;
  if (const int error = posix_spawn_file_actions_init(&files)) {
    posix_spawnattr_destroy(&attributes);
    return error;
  }
  sigset_t standard;
  sigemptyset(&standard);
  sigaddset(&standard, SIGINT);
  sigaddset(&standard, SIGQUIT);
  posix_spawnattr_setsigdefault(&attributes, &standard);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  // The answer may go to a file or a pipe: an editor does not belong there.
  if (isatty(STDOUT_FILENO) == 0) posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
  std::array<std::string, 5> words = {"sh", "-c", command + " \"$1\"", "editor", path};
  std::array<char*, 6> arguments = {};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  const int error = posix_spawn(&child, "/bin/sh", &files, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  return error;
}

// Any thread may be the one that is asked to end, so it is looked for rather than waited for.
constexpr absl::Duration kLook = absl::Milliseconds(20);
// So long an editor that is asked to end may take to save what it holds.
constexpr int kLooksToSave = 100;

// Its status, or nullopt when this process is to end first; the editor has been asked to end then.
std::optional<int> Await(pid_t child) {
  int status = 0;
  for (int looks = 0; looks < kLooksToSave;) {
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended != 0 && !(ended < 0 && errno == EINTR)) break;
    if (end_asked != 0 && looks++ == 0) kill(child, end_asked);
    absl::SleepFor(kLook);
  }
  if (end_asked != 0) return std::nullopt;
  return status;
}

}  // namespace

std::string EditorCommand(const std::function<std::optional<std::string>(const char*)>& variable) {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    const std::string command = variable(name).value_or("");
    if (!command.empty()) return command;
  }
  const std::string path = variable("PATH").value_or("");
  for (const char* program : {"editor", "nano", "vi"}) {
    if (IsOnPath(program, path)) return program;
  }
  return "";
}

absl::Status RunEditor(const std::string& command, const std::string& path) {
  const TerminalSettings terminal;
  const InterruptsIgnored until_it_ends;
  const EndingsNoted noted;
  pid_t child = 0;
  if (const int error = Spawn(command, path, child)) {
    return UsageError(
        fmt::format("the editor \"{}\" could not be started: {}", command, std::strerror(error)));
  }
  const std::optional<int> awaited = Await(child);
  if (!awaited) {
    terminal.Restore();
    return Error(
        absl::StatusCode::kCancelled, kInterruptedReason,
        fmt::format("ended by signal {} while the editor was open: nothing is sent", end_asked.load()));
  }
  const int status = *awaited;
  if (WIFSIGNALED(status)) {
    terminal.Restore();
    return UsageError(fmt::format("the editor \"{}\" was ended by signal {}", command, WTERMSIG(status)));
  }
  const int code = WEXITSTATUS(status);
  if (code == 0) return absl::OkStatus();
  if (code == kNotFound || code == kNotRunnable) {
    return UsageError(fmt::format(
        "the editor \"{}\" could not be run: name one that is there in VISUAL or EDITOR", command));
  }
  return UsageError(fmt::format("the editor \"{}\" ended with {}: nothing is sent", command, code));
}

}  // namespace laurel::cli
