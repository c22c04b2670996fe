#include "common/rpc/server.h"

#include <grpc/support/log.h>

#include <chrono>
#include <future>
#include <mutex>
#include <utility>

#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/server_builder.h"

namespace laurel::rpc {
namespace {

constexpr int kMaxReceiveBytes = 1024 * 1024;
constexpr int kMaxSendBytes = 4 * 1024 * 1024;
constexpr int kMaxMetadataBytes = 8 * 1024;
constexpr int kConnectionGraceMs = 30'000;  // for calls on a connection that has reached its age
constexpr int kMinPingIntervalMs = 10'000;  // faster pings are an attack
constexpr int kHandshakeMs = 10'000;

// gRPC writes lines of its own to standard error; ours are JSON.
void LogThroughOurs(gpr_log_func_args* args) {
  if (args->severity == GPR_LOG_SEVERITY_ERROR)
    log::Debug("grpc", {{"text", std::string_view(args->message)}});
}

// Process-wide switches of gRPC, before the first server.
void InitOnce(bool reflection) {
  static std::once_flag once;
  std::call_once(once, [] {
    gpr_set_log_function(LogThroughOurs);
    grpc::EnableDefaultHealthCheckService(true);
  });
  static std::once_flag reflection_once;
  if (reflection) std::call_once(reflection_once, grpc::reflection::InitProtoReflectionServerBuilderPlugin);
}

int Milliseconds(absl::Duration duration) { return static_cast<int>(absl::ToInt64Milliseconds(duration)); }

void SetLimits(grpc::ServerBuilder& builder, const ServerOptions& options) {
  builder.SetMaxReceiveMessageSize(kMaxReceiveBytes);
  builder.SetMaxSendMessageSize(kMaxSendBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadataBytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.streams_per_connection);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, Milliseconds(options.connection_age));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, kConnectionGraceMs);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kMinPingIntervalMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeMs);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT,
                             0);  // else two servers share a port and nobody is told
}

absl::Status CannotListen(const std::string& address) {
  return Error(absl::StatusCode::kFailedPrecondition, "ADDRESS_TAKEN",
               fmt::format("cannot listen on {}: another process has it, or it is no address of this machine",
                           address));
}

}  // namespace

Server::Server(ServerOptions options, Pipeline& pipeline)
    : options_(std::move(options)), pipeline_(pipeline) {}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options, Pipeline& pipeline,
                                                      const std::vector<grpc::Service*>& services) {
  RETURN_IF_ERROR(pipeline.CheckServices());
  ASSIGN_OR_RETURN(const auto credentials, ServerCredentials(options.tls, options.address));
  InitOnce(options.reflection);
  std::unique_ptr<Server> server(new Server(options, pipeline));
  grpc::ServerBuilder builder;
  SetLimits(builder, options);
  builder.AddListeningPort(options.address, credentials, &server->port_);
  for (grpc::Service* service : services) builder.RegisterService(service);
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr) return CannotListen(options.address);
  server->SetServing(false);
  return server;
}

Server::~Server() {
  if (!draining_.exchange(true)) Stop(absl::ZeroDuration(), absl::ZeroDuration());
}

void Server::SetServing(bool serving) {
  if (draining_.load()) return;
  server_->GetHealthCheckService()->SetServingStatus(serving);
}

void Server::Drain() {
  if (!draining_.exchange(true)) Stop(options_.drain_wait, options_.drain_deadline);
}

void Server::Stop(absl::Duration wait, absl::Duration deadline) {
  if (server_ == nullptr) return;  // it never started
  server_->GetHealthCheckService()->SetServingStatus(false);
  absl::SleepFor(wait);
  pipeline_.CloseStreams();
  const auto now = std::chrono::system_clock::now();
  const auto until = now + absl::ToChronoMilliseconds(deadline);
  auto stopped = std::async(std::launch::async, [&] { server_->Shutdown(until); });
  // Workers still answer what waits. What would be left at the deadline is refused before it, with an answer
  // that clients may retry: gRPC itself would cancel it.
  stopped.wait_for(absl::ToChronoMilliseconds(deadline * 0.8));
  pipeline_.Close();
  stopped.wait();
  server_->Wait();
}

}  // namespace laurel::rpc
