#include "services/directory/organization/resume_token.h"

#include <fmt/format.h>

#include <charconv>

#include "absl/status/statusor.h"
#include "common/events/watch/resume_token.h"
#include "services/directory/organization/store.h"

namespace laurel::directory::organization {
namespace {

// What the stream is of, with the version: a token whose version was altered is one of another stream.
events::ResumeTokens At(std::string_view origin, std::string_view caller, std::int64_t version) {
  return {origin, caller, {fmt::format("{}@{}", kChanged, version)}};
}

}  // namespace

std::string ResumeTokens::Make(const Place& place) const {
  return fmt::format("{}.{}", place.version, At(origin_, caller_, place.version).Make(place.position));
}

std::optional<Place> ResumeTokens::Read(std::string_view token) const {
  const std::size_t dot = token.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  Place place;
  const char* const end = token.data() + dot;
  const auto [rest, error] = std::from_chars(token.data(), end, place.version);
  if (error != std::errc() || rest != end) return std::nullopt;
  const absl::StatusOr<std::int64_t> position =
      At(origin_, caller_, place.version).Read(token.substr(dot + 1));
  if (!position.ok()) return std::nullopt;
  place.position = *position;
  return place;
}

}  // namespace laurel::directory::organization
