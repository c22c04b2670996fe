// The life of a service after everything is built: serve while ready, until a signal says stop.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/rpc/server.h"

namespace laurel::rpc {

struct Check {
  std::string name;                     // "database": what /readyz and the log say
  std::function<absl::Status()> ready;  // may block for about a second
};

// Which check fails, as last seen; for metrics::Listener. Thread-safe.
class ReadinessState {
 public:
  // Empty when all pass; "starting" before the first round, "draining" at the end.
  std::string Failing() const;
  void Set(std::string failing);

 private:
  mutable absl::Mutex mutex_;
  std::string failing_ ABSL_GUARDED_BY(mutex_) = "starting";
};

// First thing in main, before any thread is started: SIGTERM and SIGINT wait for RunUntilSignal; SIGPIPE is
// ignored.
void BlockSignals();

// Asks the checks (every 20 ms until all pass the first time, then every second) and sets health and
// `readiness` by them, until SIGTERM or SIGINT; then drains. Returns the exit code, 0. Liveness is not its
// business: a process that cannot reach its database stays alive.
int RunUntilSignal(Server& server, std::vector<Check> checks, ReadinessState& readiness);

}  // namespace laurel::rpc
