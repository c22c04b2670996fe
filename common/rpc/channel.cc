#include "common/rpc/channel.h"

#include <fstream>
#include <iterator>
#include <system_error>

#include "common/api/text.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/support/channel_arguments.h"

namespace laurel::rpc {
namespace {

constexpr int kMaxReceiveBytes = 4 * 1024 * 1024;
constexpr int kKeepaliveTimeoutMs = 10'000;

constexpr char kRetry[] = R"({
  "loadBalancingConfig": [{"round_robin": {}}],
  "methodConfig": [{
    "name": [{}],
    "retryPolicy": {
      "maxAttempts": 4, "initialBackoff": "0.1s", "maxBackoff": "1s", "backoffMultiplier": 2,
      "retryableStatusCodes": ["UNAVAILABLE"]
    }
  }]
})";
constexpr char kNoRetry[] = R"({"loadBalancingConfig": [{"round_robin": {}}]})";

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const std::string& address,
                                                           const ChannelOptions& options) {
  ASSIGN_OR_RETURN(const auto credentials, ClientCredentials(options.tls, address));
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(options.retry ? kRetry : kNoRetry);
  arguments.SetMaxReceiveMessageSize(kMaxReceiveBytes);
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, options.retry ? 1 : 0);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS,
                   static_cast<int>(absl::ToInt64Milliseconds(options.keepalive)));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  // A restarted service is found again within seconds, not within gRPC's two minutes of backoff.
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2'000);
  return grpc::CreateCustomChannel(address, credentials, arguments);
}

void Authorize(grpc::ClientContext& context, std::string_view token) {
  context.AddMetadata("authorization", fmt::format("Bearer {}", token));
}

absl::StatusOr<std::string> TokenFile::Read() {
  absl::MutexLock lock(&mutex_);
  std::error_code failed;
  const auto changed = std::filesystem::last_write_time(path_, failed);
  if (!failed && changed == changed_ && !token_.empty()) return token_;
  std::ifstream file(path_);
  const std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (failed || !file || content.empty()) {
    return Error(absl::StatusCode::kUnavailable, "TOKEN_FILE",
                 fmt::format("the token file {} cannot be read", path_))
        .RetryAfter(absl::Seconds(1));
  }
  changed_ = changed;
  token_ = api::Trim(content);
  return token_;
}

absl::Status FromWire(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) details.Clear();
  // The code and the message of the call itself win: an intermediary may have replaced them.
  details.set_code(static_cast<int>(status.error_code()));
  details.set_message(status.error_message());
  return FromProto(details);
}

}  // namespace laurel::rpc
