#include "common/testing/test_server.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

#include "common/rpc/channel.h"
#include "common/time/clock.h"

namespace laurel::testing {
namespace {

template <typename T>
T OrAbort(absl::StatusOr<T> result) {
  if (!result.ok()) {
    std::cerr << "the test server does not start: " << std::string(result.status().message()) << '\n';
    std::abort();
  }
  return *std::move(result);
}

absl::StatusOr<auth::Identity> AcceptName(std::string_view token) {
  if (token.empty() || token == "bad") return absl::UnauthenticatedError("bad token");
  return auth::Identity{
      .subject = std::string(token), .person = std::string(token), .expire_time = absl::InfiniteFuture()};
}

absl::StatusOr<auth::Principal> ResolveAsPerson(const auth::Identity& identity, bool /*may_wait*/,
                                                absl::Time /*deadline*/) {
  auth::Principal principal{
      .id = identity.person, .name = fmt::format("people/{}", identity.person), .is = {}};
  principal.is.Add(common::v1::CALLER_PERSON);
  return principal;
}

}  // namespace

TestServer::Options::Options() : verifier(AcceptName), resolver(ResolveAsPerson), clock(&SystemClock()) {
  server.drain_wait = absl::ZeroDuration();
  server.drain_deadline = absl::Seconds(5);
}

TestServer::TestServer(const Options& options, const std::function<Services(rpc::Pipeline&)>& make_services)
    : pipeline_(std::make_unique<rpc::Pipeline>(options.pipeline, options.verifier, options.resolver,
                                                *options.clock, registry_)),
      services_(make_services(*pipeline_)) {
  std::vector<grpc::Service*> services;
  for (const auto& service : services_) services.push_back(service.get());
  server_ = OrAbort(rpc::Server::Start(options.server, *pipeline_, services));
  server_->SetServing(true);
  channel_ =
      OrAbort(rpc::MakeChannel(fmt::format("127.0.0.1:{}", server_->port()), {.tls = {}, .retry = false}));
}

TestServer::~TestServer() = default;

std::unique_ptr<grpc::ClientContext> CallAs(std::string_view token) {
  auto context = std::make_unique<grpc::ClientContext>();
  rpc::Authorize(*context, token);
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
  return context;
}

}  // namespace laurel::testing
