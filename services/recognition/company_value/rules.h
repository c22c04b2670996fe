// What a hashtag is. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace laurel::recognition::company_value {

// As it is kept: in lower case, without '#'. INVALID_ARGUMENT on `value.hashtag` for what is not then 1 to 60
// letters a to z, digits, '-' and '_'.
absl::StatusOr<std::string> NormalizedHashtag(std::string_view hashtag);

}  // namespace laurel::recognition::company_value
