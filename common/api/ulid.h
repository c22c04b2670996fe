// ULIDs (github.com/ulid/spec): 48 bits of milliseconds, 80 random bits, in lower-case Crockford base 32.
// They sort by time of making to the millisecond of the clock of one machine, and nothing relies on more.
// Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/time/time.h"

namespace laurel::api {

// The digits in their order: Crockford's base 32, in lower case.
inline constexpr std::string_view kUlidDigits = "0123456789abcdefghjkmnpqrstvwxyz";

std::string NewUlid(absl::Time now);
// 26 characters of the lower-case alphabet, not above 2^128 - 1.
bool IsUlid(std::string_view text);

}  // namespace laurel::api
