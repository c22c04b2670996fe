#include "clients/cli/connection/endpoint.h"

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/retry.h"
#include "common/status/error.h"
#include "fmt/format.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace laurel::cli {
namespace {

std::string_view HostOf(std::string_view address) {
  if (address.starts_with('[')) return address.substr(1, address.find(']') - 1);
  const std::size_t colon = address.rfind(':');
  return colon == std::string_view::npos ? address : address.substr(0, colon);
}

// Four numbers, the first of them 127: "127.example.com" is somebody else's machine.
bool IsLoopbackV4(std::string_view host) {
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::shared_ptr<grpc::Channel> NewChannel(const EndpointOptions& options) {
  grpc::ChannelArguments arguments;
  // Attempts are few and each is short: gRPC's own pause of a second between connections would use them up.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 500);
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetUserAgentPrefix("laurel-cli");
  if (options.tls_ca.empty()) {
    return grpc::CreateCustomChannel(options.address, grpc::InsecureChannelCredentials(), arguments);
  }
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = options.tls_ca;
  return grpc::CreateCustomChannel(options.address, grpc::SslCredentials(tls), arguments);
}

}  // namespace

bool IsLoopback(std::string_view address) {
  if (address.starts_with("unix:")) return true;
  const std::string_view host = HostOf(address);
  return host == "localhost" || host == "::1" || IsLoopbackV4(host);
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status details;
  if (!status.error_details().empty() && details.ParseFromString(status.error_details()) &&
      details.code() == static_cast<int>(status.error_code())) {
    return FromProto(details);
  }
  return {static_cast<absl::StatusCode>(status.error_code()), status.error_message()};
}

absl::StatusOr<Endpoint> Endpoint::Open(EndpointOptions options) {
  if (options.tls_ca.empty() && !IsLoopback(options.address)) {
    return UsageError(
        fmt::format("{} is at {}, and your token would travel there in clear: give --tls-ca FILE",
                    options.service, options.address));
  }
  std::shared_ptr<grpc::Channel> channel = NewChannel(options);
  return Endpoint(std::move(options), std::move(channel));
}

absl::Status Endpoint::Explained(absl::Status failure) const {
  if (!ReasonOf(failure).empty()) return failure;  // the service itself has spoken
  const std::string message(failure.message());
  if (failure.code() == absl::StatusCode::kUnavailable) {
    return Error(failure.code(), kUnreachableReason,
                 fmt::format("{} at {} cannot be reached: {}", options_.service, options_.address, message));
  }
  if (failure.code() == absl::StatusCode::kDeadlineExceeded) {
    return Error(failure.code(), kNoAnswerReason,
                 fmt::format("{} at {} did not answer in time", options_.service, options_.address));
  }
  // gRPC says this before the service sees the request: trying again later changes nothing.
  if (failure.code() == absl::StatusCode::kResourceExhausted &&
      message.find("larger than max") != message.npos) {
    return UsageError(
        fmt::format("that is more than one call to {} can hold: say less at once", options_.service));
  }
  return failure;
}

absl::Status Endpoint::Call(absl::Duration timeout, const Attempt& attempt) const {
  const absl::Time deadline = absl::Now() + timeout;
  absl::BitGen random;
  for (int attempts = 1;; ++attempts) {
    grpc::ClientContext context;
    if (deadline != absl::InfiniteFuture()) context.set_deadline(absl::ToChronoTime(deadline));
    context.AddMetadata("authorization", "Bearer " + options_.token);
    absl::Status status = FromGrpc(attempt(context));
    if (status.ok()) return status;
    const auto pause =
        PauseBeforeRetry(status, attempts, deadline - absl::Now(), absl::Uniform(random, 0.0, 1.0));
    if (!pause) return Explained(status);
    absl::SleepFor(*pause);
  }
}

}  // namespace laurel::cli
