// Services behind a real pipeline and server in this process, on a free port of loopback, and a channel to
// them.
//
//   TestServer::Options options;
//   options.verifier = …, options.resolver = …;            // or the defaults below
//   TestServer server(options, [&](rpc::Pipeline& p) { return Services{std::make_unique<NoteService>(p,
//   env)}; }); auto stub = v1::NoteService::NewStub(server.channel());
//
// By default the token "ana" is the identity with subject and person "ana", and the resolver answers the
// principal {id "ana", name "people/ana", CALLER_PERSON}; "" and "bad" are refused. Aborts the test binary
// when it cannot start.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/metrics/registry.h"
#include "common/rpc/channel.h"
#include "common/rpc/pipeline.h"
#include "common/rpc/server.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"

namespace laurel::testing {

class TestServer {
 public:
  using Services = std::vector<std::unique_ptr<grpc::Service>>;
  struct Options {
    Options();
    rpc::PipelineOptions pipeline;
    rpc::ServerOptions server;  // no drain wait
    rpc::Verifier verifier;
    rpc::Resolver resolver;
    const Clock* clock;  // SystemClock()
  };

  TestServer(const Options& options, const std::function<Services(rpc::Pipeline&)>& make_services);
  ~TestServer();

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  rpc::Pipeline& pipeline() { return *pipeline_; }
  rpc::Server& server() { return *server_; }
  metrics::Registry& registry() { return registry_; }

 private:
  metrics::Registry registry_;
  std::unique_ptr<rpc::Pipeline> pipeline_;
  Services services_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

// A context of a call by the bearer of `token`, with a deadline of 10 s.
std::unique_ptr<grpc::ClientContext> CallAs(std::string_view token);

// The answer to one unary call by the bearer of `token`, over the wire, error details included.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Answer(Stub& stub, std::string_view token,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
  Response response;
  const auto context = CallAs(token);
  const grpc::Status status = (stub.*method)(context.get(), request, &response);
  if (!status.ok()) return rpc::FromWire(status);
  return response;
}

}  // namespace laurel::testing
