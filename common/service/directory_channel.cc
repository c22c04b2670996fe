#include "common/service/directory_channel.h"

#include "common/rpc/channel.h"

namespace laurel {

absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeDirectoryChannel(
    const config::ServiceConfig& service, const config::DirectoryConfig& directory) {
  rpc::ChannelOptions options;
  options.tls.plaintext = service.allow_plaintext;
  if (!directory.tls_ca.empty()) {
    options.tls.authorities = directory.tls_ca;
    options.tls.certificate = service.tls_cert;
    options.tls.key = service.tls_key;
  }
  return rpc::MakeChannel(directory.address, options);
}

}  // namespace laurel
