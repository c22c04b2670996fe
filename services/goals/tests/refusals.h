// What an error says besides its reason, for tests. Pure.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/status/error.h"

namespace laurel::goals::testing {

// Of ErrorInfo; "(none)" when it is not there.
inline std::string MetadataOf(const absl::Status& status, const std::string& key) {
  const auto info = ErrorInfoOf(status);
  if (!info.has_value()) return "(none)";
  const auto found = info->metadata().find(key);
  return found == info->metadata().end() ? "(none)" : found->second;
}
template <typename Answer>
std::string MetadataOf(const absl::StatusOr<Answer>& answer, const std::string& key) {
  return MetadataOf(answer.status(), key);
}
// The same, as a time; InfinitePast when it is none.
template <typename Answer>
absl::Time TimeIn(const absl::StatusOr<Answer>& answer, const std::string& key) {
  absl::Time time = absl::InfinitePast();
  std::string ignored;
  absl::ParseTime(absl::RFC3339_full, MetadataOf(answer, key), &time, &ignored);
  return time;
}

}  // namespace laurel::goals::testing
