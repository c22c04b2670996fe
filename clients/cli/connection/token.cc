#include "clients/cli/connection/token.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "clients/cli/connection/failure.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

// What a server's 8 KiB of metadata can hold.
constexpr std::size_t kLongestToken = 7 * 1024;

Error NoToken(std::string_view message) {
  return Error(absl::StatusCode::kUnauthenticated, kNoTokenReason, message);
}

// It goes into a header: anything else than visible ASCII would end the call inside gRPC.
absl::StatusOr<std::string> Checked(std::string text, std::string_view source) {
  text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  const bool visible = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
  if (text.empty() || text.size() > kLongestToken || !visible)
    return NoToken(fmt::format("{} does not hold a token", source));
  return text;
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path, std::size_t most) {
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) return UsageError(fmt::format("{} is a folder", path));
  const auto size = std::filesystem::file_size(path, unknown);
  if (!unknown && size > most) {
    return UsageError(fmt::format("{} holds {} bytes: {} are the most", path, size, most));
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || file.bad()) {
    return UsageError(fmt::format("{} cannot be read: {}", path, std::strerror(errno != 0 ? errno : EIO)));
  }
  return std::move(text).str();
}

absl::StatusOr<std::string> FindToken(const std::string& flag_file,
                                      const std::optional<std::string>& variable_text,
                                      const std::string& variable_file) {
  // Set but empty is a token that could not be made: to be somebody else instead would surprise.
  if (flag_file.empty() && variable_text.has_value()) return Checked(*variable_text, "LAUREL_TOKEN");
  const std::string& path = flag_file.empty() ? variable_file : flag_file;
  if (path.empty()) return NoToken("you are not signed in");
  auto text = ReadFile(path);
  if (!text.ok()) return NoToken(std::string(text.status().message()));
  return Checked(*std::move(text), path);
}

}  // namespace laurel::cli
