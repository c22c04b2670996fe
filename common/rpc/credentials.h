// TLS from files, for both ends: certificates are read again when they change. Pure functions besides that.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/security/server_credentials.h"

namespace laurel::rpc {

struct TlsFiles {
  std::string certificate;  // PEM chain of this end; a server needs it
  std::string key;          // PEM
  std::string
      authorities;  // PEM: who signs the other end. A server with it demands client certificates (mutual TLS)
  // Without files: plaintext is accepted on loopback addresses and unix sockets, and elsewhere only when this
  // is set.
  bool plaintext = false;
};

// INVALID_ARGUMENT, naming the file or what is missing.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerCredentials(const TlsFiles& files,
                                                                           std::string_view address);
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> ClientCredentials(const TlsFiles& files,
                                                                            std::string_view address);

// "127.x.y.z:port", "localhost:port", "[::1]:port", "unix:…".
bool IsLocalAddress(std::string_view address);

}  // namespace laurel::rpc
