#include "services/directory/organization/resume_token.h"

#include <charconv>

#include "absl/strings/escaping.h"
#include "common/api/digest.h"

namespace laurel::directory::organization {
namespace {

constexpr std::size_t kDigestBytes = 12;

}  // namespace

std::string MakeResumeToken(std::string_view caller, const Position& position) {
  const std::string version = std::to_string(position.version);
  std::string bound = version;
  bound.append("\n").append(caller).append("\n").append(position.origin);
  return absl::WebSafeBase64Escape(api::Sha256(bound).substr(0, kDigestBytes) + version);
}

std::optional<std::int64_t> ReadResumeToken(std::string_view caller, std::string_view origin,
                                            std::string_view token) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(std::string(token), &bytes) || bytes.size() <= kDigestBytes)
    return std::nullopt;
  const char* const end = bytes.data() + bytes.size();
  Position position{.version = 0, .origin = std::string(origin)};
  const auto [rest, error] = std::from_chars(bytes.data() + kDigestBytes, end, position.version);
  if (error != std::errc() || rest != end || position.version < 0) return std::nullopt;
  if (MakeResumeToken(caller, position) != token) return std::nullopt;
  return position.version;
}

}  // namespace laurel::directory::organization
