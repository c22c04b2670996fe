#include "common/config/secret_file.h"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "fmt/format.h"

namespace laurel::config {

absl::StatusOr<std::string> ReadSecretFile(const std::string& path) {
  constexpr std::size_t kMost = 64 * 1024;
  const auto fails = [&](std::string_view why) {
    return absl::FailedPreconditionError(fmt::format("secret file {}: {}", path, why));
  };
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  std::string secret(kMost + 1, '\0');
  if (!stream.read(secret.data(), static_cast<std::streamsize>(secret.size())) && !stream.eof()) {
    return fails(std::generic_category().message(errno));
  }
  secret.resize(static_cast<std::size_t>(stream.gcount()));
  if (secret.size() > kMost) return fails("is too large to be a secret");
  if (secret.ends_with('\n')) secret.pop_back();
  if (secret.ends_with('\r')) secret.pop_back();
  if (secret.empty()) return fails("is empty");
  return secret;
}

}  // namespace laurel::config
