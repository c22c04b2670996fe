// Client channels to our services, the bearer token of a call, and errors as they were before the wire.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/rpc/credentials.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"

namespace laurel::rpc {

struct ChannelOptions {
  TlsFiles tls;
  // Calls that were answered UNAVAILABLE are tried again, at most 4 times with backoff, inside their
  // deadline. For clients whose writes carry a request_id: such a call has one effect however often it is
  // sent.
  bool retry = true;
  // A broken connection is noticed after this time plus 10 s also when nothing is sent. The server allows 10
  // s and more.
  absl::Duration keepalive = absl::Seconds(30);
};

// Connects lazily and again after failures, round robin over the addresses of a "dns:///name:port".
// INVALID_ARGUMENT: TLS files, or plaintext to a remote address without asking for it.
absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const std::string& address,
                                                           const ChannelOptions& options = {});

// Adds the token to a call. (gRPC's own call credentials refuse plaintext channels, which loopback uses.)
void Authorize(grpc::ClientContext& context, std::string_view token);

// A token in a file that somebody else renews. Thread-safe.
class TokenFile {
 public:
  explicit TokenFile(std::string path) : path_(std::move(path)) {}

  // The content without surrounding white space; read again when the file has changed. UNAVAILABLE: it cannot
  // be read.
  absl::StatusOr<std::string> Read();

 private:
  const std::string path_;
  absl::Mutex mutex_;
  std::filesystem::file_time_type changed_ ABSL_GUARDED_BY(mutex_);
  std::string token_ ABSL_GUARDED_BY(mutex_);
};

// The error with the details that the server sent (ErrorInfo, BadRequest, …); OK for OK.
absl::Status FromWire(const grpc::Status& status);

}  // namespace laurel::rpc
