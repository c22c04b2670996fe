#include "common/rpc/testing/echo_service.h"

#include <cstdlib>
#include <utility>
#include <vector>

#include "fmt/format.h"

namespace laurel::rpc::testing {
namespace {

using laurel::testing::CallAs;
using laurel::testing::TestServer;

absl::StatusOr<EchoResponse> HandleEcho(EchoEnv& env, Call& call, const EchoRequest& request) {
  ++env.runs;
  return env.echo(call, request);
}

absl::Status HandleWatch(EchoEnv& env, Call& call, const EchoRequest& request,
                         std::shared_ptr<StreamWriter<EchoResponse>> writer) {
  ++env.runs;
  return env.watch(call, request, std::move(writer));
}

absl::Status HandleConverse(EchoEnv& env, Call& call, BidiStream<EchoRequest, EchoResponse>& stream) {
  ++env.runs;
  return env.converse(call, stream);
}

}  // namespace

grpc::ServerUnaryReactor* EchoServiceImpl::Echo(Context* c, const EchoRequest* q, EchoResponse* a) {
  return routes_.Unary(__func__, c, q, a, HandleEcho);
}

grpc::ServerUnaryReactor* EchoServiceImpl::Administer(Context* c, const EchoRequest* q, EchoResponse* a) {
  return routes_.Unary(__func__, c, q, a, HandleEcho);
}

grpc::ServerWriteReactor<EchoResponse>* EchoServiceImpl::Watch(Context* c, const EchoRequest* q) {
  return routes_.ServerStream(__func__, c, q, HandleWatch);
}

grpc::ServerBidiReactor<EchoRequest, EchoResponse>* EchoServiceImpl::Converse(Context* c) {
  return routes_.Bidi(__func__, c, HandleConverse);
}

EchoFixture::EchoFixture(const Options& options)
    : server(options,
             [this](Pipeline& pipeline) {
               TestServer::Services services;
               services.push_back(std::make_unique<EchoServiceImpl>(pipeline, env));
               return services;
             }),
      stub(EchoService::NewStub(server.channel())) {}

absl::StatusOr<EchoResponse> EchoFixture::Echo(const EchoRequest& request, std::string_view token) {
  const auto context = CallAs(token);
  EchoResponse response;
  const grpc::Status status = stub->Echo(context.get(), request, &response);
  if (!status.ok()) return FromWire(status);
  return response;
}

EchoRequest Saying(std::string_view text, std::string_view request_id) {
  EchoRequest request;
  request.set_text(std::string(text));
  request.set_request_id(std::string(request_id));
  return request;
}

double MetricOf(EchoFixture& fixture, std::string_view series) {
  const std::string text = "\n" + fixture.server.registry().Serialize();
  const std::string line = fmt::format("\n{} ", series);
  const std::size_t found = text.find(line);
  return found == std::string::npos ? -1 : std::atof(text.c_str() + found + line.size());
}

double InFlight(EchoFixture& fixture) { return MetricOf(fixture, "laurel_admission_in_flight"); }

}  // namespace laurel::rpc::testing
