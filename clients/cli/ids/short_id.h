// Ids short enough to type: the end of a ULID, because ids made on one day begin alike. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace laurel::cli {

inline constexpr std::size_t kShortIdLength = 6;
inline constexpr std::size_t kLeastIdLength = 4;  // that is accepted

// The last six characters of each id, more where two of a list would look the same.
class ShortIds {
 public:
  explicit ShortIds(const std::vector<std::string>& names);
  std::string Of(std::string_view name) const;

 private:
  std::size_t length_ = kShortIdLength;
};

// "coachingSessions/01…", or a whole id, as the full name; empty when `text` is neither. USAGE for a name of
// another collection.
absl::StatusOr<std::string> FullName(std::string_view collection, std::string_view text);

// The only one of `names` that is in `collection` and ends in `text`. NOT_FOUND for none, USAGE for several
// or when `text` is too short to be told apart.
absl::StatusOr<std::string> MatchShortId(std::string_view collection, std::string_view text,
                                         const std::vector<std::string>& names);

}  // namespace laurel::cli
