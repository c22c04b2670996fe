// The operational port of a service, over HTTP/1.1: GET or HEAD of
//   /metrics  the registry in Prometheus' text format
//   /livez    200 as long as the process can answer; it asks nothing else, least of all the database
//   /readyz   200, or 503 with the name of the check that fails
// Anything else is 404, other methods 405. No TLS and no authentication: it belongs on an address that only
// the operator's network reaches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/metrics/registry.h"

namespace laurel::metrics {

struct ListenerOptions {
  std::string address = "127.0.0.1:0";  // "host:port", "[::1]:port"; port 0 takes a free one
  std::size_t connections = 64;         // more are closed at once
  // For a request to arrive, for an answer to leave, and for an idle connection: then it is closed.
  absl::Duration timeout = absl::Seconds(10);
};

// Serves from construction to destruction, on one thread of its own. Thread-safe.
class Listener {
 public:
  // Empty when ready, else the name of the failing check. Runs on the listener's thread: it must not block.
  using Readiness = std::function<std::string()>;

  // INVALID_ARGUMENT when the address is none; FAILED_PRECONDITION when it cannot be listened on (taken, not
  // ours, not permitted). The message says which. `registry` must outlive the listener.
  static absl::StatusOr<std::unique_ptr<Listener>> Start(const ListenerOptions& options,
                                                         const Registry& registry, Readiness readiness);
  ~Listener();

  std::uint16_t port() const;

 private:
  struct State;
  explicit Listener(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace laurel::metrics
