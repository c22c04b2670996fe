#include "common/rpc/run.h"

#include <csignal>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "common/log/log.h"

namespace laurel::rpc {
namespace {

constexpr absl::Duration kFirstRounds = absl::Milliseconds(20);
constexpr absl::Duration kLaterRounds = absl::Seconds(1);

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

std::string FirstFailing(const std::vector<Check>& checks) {
  for (const Check& check : checks) {
    if (!check.ready().ok()) return check.name;
  }
  return {};
}

// Its own thread, because checks may block and a signal must not wait for them.
class ReadinessLoop {
 public:
  ReadinessLoop(Server& server, std::vector<Check> checks, ReadinessState& state)
      : server_(server), checks_(std::move(checks)), state_(state), thread_([this] { Run(); }) {}

  ~ReadinessLoop() {
    Stop();
    thread_.join();
  }

  // No more rounds, without waiting for the one that runs.
  void Stop() {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
  }

 private:
  void Run() {
    absl::Duration pause = kFirstRounds;
    do {
      const std::string failing = FirstFailing(checks_);
      Publish(failing);
      if (failing.empty()) pause = kLaterRounds;
    } while (!Paused(pause));
  }

  // True when stopped.
  bool Paused(absl::Duration pause) {
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithTimeout(absl::Condition(&stopped_), pause);
  }

  void Publish(const std::string& failing) {
    absl::MutexLock lock(&mutex_);
    if (stopped_ || failing == last_) return;
    last_ = failing;
    if (failing.empty()) {
      log::Info("serving");
    } else {
      log::Warning("not ready", {{"check", std::string_view(failing)}});
    }
    state_.Set(failing);
    server_.SetServing(failing.empty());
  }

  Server& server_;
  const std::vector<Check> checks_;
  ReadinessState& state_;
  absl::Mutex mutex_;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  std::string last_ ABSL_GUARDED_BY(mutex_) = "starting";
  std::thread thread_;  // last: it uses the others
};

}  // namespace

std::string ReadinessState::Failing() const {
  absl::MutexLock lock(&mutex_);
  return failing_;
}

void ReadinessState::Set(std::string failing) {
  absl::MutexLock lock(&mutex_);
  failing_ = std::move(failing);
}

void BlockSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

int RunUntilSignal(Server& server, std::vector<Check> checks, ReadinessState& readiness) {
  ReadinessLoop loop(server, std::move(checks), readiness);
  const sigset_t signals = StopSignals();
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) {
  }
  log::Info("stopping", {{"signal", std::string_view(signal == SIGTERM ? "SIGTERM" : "SIGINT")}});
  loop.Stop();
  readiness.Set("draining");
  server.Drain();
  log::Info("stopped");
  return 0;
}

}  // namespace laurel::rpc
