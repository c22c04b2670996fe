// One service, where it is and as whom it is called. Calls are tried again as retry.h says, inside the
// timeout. Thread-safe once opened.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/connection/subject.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"

namespace laurel::cli {

struct EndpointOptions {
  std::string service;  // "directory": for messages
  std::string address;
  std::string token;
  std::string tls_ca;  // PEM text; empty: plaintext, accepted on this machine only
  absl::Duration timeout = absl::Seconds(10);
};

// True for addresses that never leave the machine: localhost, 127.0.0.0/8, ::1, unix:.
bool IsLoopback(std::string_view address);

// What travelled in `grpc-status-details-bin`, or else code and message alone.
absl::Status FromGrpc(const grpc::Status& status);

class Endpoint {
 public:
  // USAGE when the token would travel in clear.
  static absl::StatusOr<Endpoint> Open(EndpointOptions options);

  using Attempt = std::function<grpc::Status(grpc::ClientContext&)>;
  // Runs `attempt` with a fresh context, signed in and with what is left of the timeout, until it succeeds or
  // is not to be tried again. A service that cannot be reached is UNAVAILABLE, UNREACHABLE, and tells the
  // address.
  absl::Status Call(const Attempt& attempt) const { return Call(options_.timeout, attempt); }
  // For streams: another timeout; infinite is none.
  absl::Status Call(absl::Duration timeout, const Attempt& attempt) const;

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  const EndpointOptions& options() const { return options_; }

 private:
  Endpoint(EndpointOptions options, std::shared_ptr<grpc::Channel> channel)
      : options_(std::move(options)), channel_(std::move(channel)) {}
  absl::Status Explained(absl::Status failure) const;

  EndpointOptions options_;
  std::shared_ptr<grpc::Channel> channel_;
};

// An endpoint with the stub of its service: `client.Call(&v1::DirectoryService::Stub::GetMe, request)`.
template <typename Service>
class Client {
 public:
  using Stub = typename Service::Stub;

  explicit Client(Endpoint endpoint)
      : endpoint_(std::move(endpoint)), stub_(Service::NewStub(endpoint_.channel())) {}

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
    Response response;
    const absl::Status status = endpoint_.Call(
        [&](grpc::ClientContext& context) { return (stub_.get()->*method)(&context, request, &response); });
    if (!status.ok()) return WithSubject(status, request);
    return response;
  }

  Stub& stub() { return *stub_; }
  const Endpoint& endpoint() const { return endpoint_; }

 private:
  Endpoint endpoint_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace laurel::cli
