#include "common/events/watch/resume_token.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "absl/strings/escaping.h"
#include "common/api/digest.h"
#include "common/status/error.h"

namespace laurel::events {
namespace {

// A token: position, big-endian, then the digests of origin, caller and types, then one over all of that, by
// which an altered token is told from another one's. 42 bytes: base64 of them has no bits to spare.
constexpr std::size_t kPositionBytes = 8;
constexpr std::size_t kDigestBytes = 8;
constexpr std::size_t kChecksumBytes = 10;
constexpr std::size_t kCheckedBytes = kPositionBytes + 3 * kDigestBytes;

// The same text in another place has another digest.
std::string Digest(std::string_view what, std::string_view text, std::size_t bytes = kDigestBytes) {
  std::string input(what);
  input += '\0';
  input += text;
  return api::Sha256(input).substr(0, bytes);
}

std::string Checksum(std::string_view checked) { return Digest("token", checked, kChecksumBytes); }

std::string JoinTypes(std::vector<std::string> types) {
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  std::string joined;
  for (const std::string& type : types) (joined += type) += '\0';
  return joined;
}

std::string Encode(std::int64_t position) {
  std::string bytes(kPositionBytes, '\0');
  auto rest = static_cast<std::uint64_t>(position);
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, rest >>= 8U) {
    *byte = static_cast<char>(rest & 0xFFU);
  }
  return bytes;
}

std::uint64_t Decode(std::string_view bytes) {
  std::uint64_t position = 0;
  for (const char byte : bytes.substr(0, kPositionBytes)) {
    position = position << 8U | static_cast<unsigned char>(byte);
  }
  return position;
}

absl::Status Refused(std::string_view reason, std::string_view description) {
  return Error(absl::StatusCode::kInvalidArgument, reason, "this resume token cannot be used here")
      .Field("resume_token", description);
}

}  // namespace

ResumeTokens::ResumeTokens(std::string_view origin, std::string_view caller, std::vector<std::string> types)
    : origin_(Digest("origin", origin)),
      caller_(Digest("caller", caller)),
      types_(Digest("types", JoinTypes(std::move(types)))) {}

std::string ResumeTokens::Make(std::int64_t position) const {
  std::string bytes = Encode(position);
  bytes.append(origin_).append(caller_).append(types_);
  bytes += Checksum(bytes);
  return absl::WebSafeBase64Escape(bytes);
}

absl::StatusOr<std::int64_t> ResumeTokens::Read(std::string_view token) const {
  std::string bytes;
  const bool decoded = absl::WebSafeBase64Unescape(std::string(token), &bytes);
  // Encoded again it must be the same: the decoder passes over white space and padding.
  if (!decoded || bytes.size() != kCheckedBytes + kChecksumBytes ||
      absl::WebSafeBase64Escape(bytes) != token ||
      Checksum(bytes.substr(0, kCheckedBytes)) != bytes.substr(kCheckedBytes)) {
    return Refused("RESUME_TOKEN_INVALID", "was altered, or is no token of a watch: begin again without it");
  }
  const auto part = [&](std::size_t n) {
    return bytes.substr(kPositionBytes + n * kDigestBytes, kDigestBytes);
  };
  if (part(0) != origin_) {
    return Refused("RESUME_TOKEN_OTHER_SERVICE", "was made by another service: begin again without it");
  }
  if (part(1) != caller_) {
    return Refused("RESUME_TOKEN_OTHER_CALLER", "was made for another caller: begin again without it");
  }
  if (part(2) != types_) {
    return Refused("RESUME_TOKEN_OTHER_TYPES",
                   "was made for other types: send the same ones, or begin again without it");
  }
  const std::uint64_t position = Decode(bytes);
  if (position > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return Refused("RESUME_TOKEN_INVALID", "was altered, or is no token of a watch: begin again without it");
  }
  return static_cast<std::int64_t>(position);
}

}  // namespace laurel::events
