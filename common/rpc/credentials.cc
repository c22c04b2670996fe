#include "common/rpc/credentials.h"

#include <unistd.h>

#include <string>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "grpcpp/security/tls_certificate_provider.h"
#include "grpcpp/security/tls_credentials_options.h"

namespace laurel::rpc {
namespace {

using grpc::experimental::FileWatcherCertificateProvider;

constexpr unsigned kReadAgainSeconds = 60;

absl::Status BadTls(std::string_view message) {
  return Error(absl::StatusCode::kInvalidArgument, "TLS_CONFIGURATION", message);
}

absl::Status CheckReadable(const std::string& file) {
  if (file.empty() || access(file.c_str(), R_OK) == 0) return absl::OkStatus();
  return BadTls(fmt::format("the TLS file {} cannot be read", file));
}

// gRPC only logs what is wrong with a file, and then serves nobody: say it before.
absl::Status CheckFiles(const TlsFiles& files) {
  if (files.certificate.empty() != files.key.empty())
    return BadTls("a TLS certificate and its key belong together");
  RETURN_IF_ERROR(CheckReadable(files.certificate));
  RETURN_IF_ERROR(CheckReadable(files.key));
  return CheckReadable(files.authorities);
}

absl::Status CheckPlaintext(const TlsFiles& files, std::string_view address) {
  if (files.plaintext || IsLocalAddress(address)) return absl::OkStatus();
  return BadTls(
      fmt::format("{} is not on this machine: give TLS files, or ask for plaintext by name", address));
}

std::shared_ptr<FileWatcherCertificateProvider> Watch(const TlsFiles& files) {
  return std::make_shared<FileWatcherCertificateProvider>(files.key, files.certificate, files.authorities,
                                                          kReadAgainSeconds);
}

}  // namespace

bool IsLocalAddress(std::string_view address) {
  for (const std::string_view prefix : {"dns:///", "ipv4:", "ipv6:"}) {
    if (address.starts_with(prefix)) address.remove_prefix(prefix.size());
  }
  return address.starts_with("unix:") || address.starts_with("127.") || address.starts_with("localhost:") ||
         address.starts_with("[::1]:");
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerCredentials(const TlsFiles& files,
                                                                           std::string_view address) {
  RETURN_IF_ERROR(CheckFiles(files));
  if (files.certificate.empty()) {
    if (!files.authorities.empty()) return BadTls("mutual TLS needs a certificate of the server as well");
    RETURN_IF_ERROR(CheckPlaintext(files, address));
    return grpc::InsecureServerCredentials();
  }
  grpc::experimental::TlsServerCredentialsOptions options(Watch(files));
  options.watch_identity_key_cert_pairs();
  if (!files.authorities.empty()) {
    options.watch_root_certs();
    options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return grpc::experimental::TlsServerCredentials(options);
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> ClientCredentials(const TlsFiles& files,
                                                                            std::string_view address) {
  RETURN_IF_ERROR(CheckFiles(files));
  if (files.authorities.empty()) {
    if (!files.certificate.empty())
      return BadTls("a client certificate needs the authorities of the server as well");
    RETURN_IF_ERROR(CheckPlaintext(files, address));
    return grpc::InsecureChannelCredentials();
  }
  grpc::experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(Watch(files));
  options.watch_root_certs();
  if (!files.certificate.empty()) options.watch_identity_key_cert_pairs();
  return grpc::experimental::TlsCredentials(options);
}

}  // namespace laurel::rpc
