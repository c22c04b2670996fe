// What every call passes through before its handler, in this order (docs/life_of_a_request.md):
//
//   metrics → log → errors → deadline → authentication → rate of the caller → method policy → field rules
//   → single flight (requests with a request_id) → bounded queue → handler on a worker
//
// Everything before the queue needs no database and runs on gRPC's thread: refused early, refused cheaply.
// The rate limit stands after authentication because it is kept for each caller. A person whom the resolver
// does not know in memory goes to a worker first, where the resolver may wait; the remaining stages run
// there.
//
// Thread-safe. It must outlive the Server whose services use it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/auth/principal.h"
#include "common/auth/token_verifier.h"
#include "common/metrics/registry.h"
#include "common/rpc/call.h"
#include "common/time/clock.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"

namespace laurel::rpc {

using Context = grpc::CallbackServerContext;

// A token becomes an identity, or any error: callers see one constant UNAUTHENTICATED.
// auth::TokenVerifier::Verify.
using Verifier = std::function<absl::StatusOr<auth::Identity>(std::string_view token)>;

// An identity becomes a caller. With may_wait false it answers at once; UNAVAILABLE, PERSON_PENDING asks to
// be called again with may_wait true, on a worker, where it may wait until `deadline`. Other errors reach the
// caller as they are.
using Resolver = std::function<absl::StatusOr<auth::Principal>(const auth::Identity& identity, bool may_wait,
                                                               absl::Time deadline)>;

struct PipelineOptions {
  int workers = 8;
  std::size_t queue = 1024;  // calls waiting for a worker; more are refused
  double rate = 500;         // calls a second and caller; 0: no limit
  double burst = 1000;
  absl::Duration default_deadline = absl::Seconds(10);  // of a unary call that comes without one
  absl::Duration longest_deadline = absl::Seconds(60);  // of a unary call
  int bidi_calls = 4;                // running at once: each has a thread; more are refused
  std::size_t stream_buffer = 4096;  // messages that wait in one StreamWriter
  absl::Duration stream_silence =
      absl::Seconds(60);  // a bidirectional peer that does nothing for so long is ended
  // Runs before every handler, on its thread, and may wait until call.deadline; an error is the answer. May
  // be empty.
  std::function<absl::Status(Call& call)> before_handler;
};

struct Engine;      // what the stages share (common/rpc/stages/engine.h)
class MethodTable;  // the methods of one service (common/rpc/stages/method.h)

class Pipeline {
 public:
  Pipeline(PipelineOptions options, Verifier verifier, Resolver resolver, const Clock& clock,
           metrics::Registry& registry);
  ~Pipeline();  // Close(), then waits for the workers
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // Called by Routes: reads policies and field rules of a service that is linked in. What is wrong with it is
  // kept for CheckServices. The table lives as long as the pipeline.
  const MethodTable& Register(std::string_view service);

  // FAILED_PRECONDITION when a registered method has no policy, or its request inconsistent field rules: all
  // of them in the message. Server::Start refuses to start then.
  absl::Status CheckServices() const;

  // Ends every open server stream with UNAVAILABLE, SHUTTING_DOWN.
  void CloseStreams();
  // Answers what waits in the queue, and what comes later, with UNAVAILABLE, SHUTTING_DOWN. Calls that run go
  // on.
  void Close();

  Engine& engine() { return *engine_; }  // for Routes

 private:
  std::unique_ptr<Engine> engine_;
};

}  // namespace laurel::rpc
