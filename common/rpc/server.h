// A gRPC server of ours: services, health (grpc.health.v1), reflection, limits, drain.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/rpc/credentials.h"
#include "common/rpc/pipeline.h"
#include "grpcpp/impl/codegen/service_type.h"
#include "grpcpp/server.h"

namespace laurel::rpc {

struct ServerOptions {
  std::string address = "127.0.0.1:0";  // port 0: any free one
  TlsFiles tls;
  bool reflection = true;
  // Between NOT_SERVING and closing: the time that load balancers need to look elsewhere.
  absl::Duration drain_wait = absl::Seconds(5);
  // For calls that run when the drain begins; those still running afterwards are cancelled.
  absl::Duration drain_deadline = absl::Seconds(20);
  absl::Duration connection_age = absl::Minutes(30);  // then GOAWAY, so that clients spread over new replicas
  int streams_per_connection = 1000;
};

// Thread-safe.
class Server {
 public:
  // Listens, NOT_SERVING. INVALID_ARGUMENT: TLS files; FAILED_PRECONDITION: Pipeline::CheckServices, or the
  // address is taken. `pipeline` and `services` must outlive the server.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options, Pipeline& pipeline,
                                                       const std::vector<grpc::Service*>& services);
  ~Server();  // Drain without its waits, unless it has run

  int port() const { return port_; }
  // Health of every service; ignored once a drain has begun.
  void SetServing(bool serving);

  // Stops: NOT_SERVING, drain_wait, streams closed, no new calls, those in flight answered; what waits in the
  // queue is refused shortly before drain_deadline. Returns when the last call has ended. Only the first call
  // acts.
  void Drain();

 private:
  Server(ServerOptions options, Pipeline& pipeline);
  void Stop(absl::Duration wait, absl::Duration deadline);

  ServerOptions options_;
  Pipeline& pipeline_;
  std::unique_ptr<grpc::Server> server_;
  std::atomic<bool> draining_{false};
  int port_ = 0;
};

}  // namespace laurel::rpc
