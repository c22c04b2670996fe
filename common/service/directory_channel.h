// The channel of a service to laurel-directory. Pure; thread-safe.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/config/directory_config.h"
#include "common/config/service_config.h"
#include "grpcpp/channel.h"

namespace laurel {

// With an authority over TLS, showing this service's own certificate if it has one. INVALID_ARGUMENT: TLS
// files, or plaintext to a remote address without allow_plaintext.
absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeDirectoryChannel(const config::ServiceConfig& service,
                                                                    const config::DirectoryConfig& directory);

}  // namespace laurel
