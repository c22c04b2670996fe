// What an emoji is. Pure; thread-safe.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace laurel::recognition::reaction {

// One symbol of Unicode (category So, or a keycap), or several joined into one: skin tones, variation
// selectors, zero-width joiners, flags. INVALID_ARGUMENT on `reaction.emoji`.
absl::Status CheckEmoji(std::string_view emoji);

}  // namespace laurel::recognition::reaction
