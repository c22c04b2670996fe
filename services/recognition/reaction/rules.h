// What an emoji is, and how many one person reacts with. Pure; thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace laurel::recognition::reaction {

// One symbol of Unicode (category So, one of the few emoji of another category, or a keycap), or several
// joined into one: skin tones, variation selectors, zero-width joiners, flags. INVALID_ARGUMENT on
// `reaction.emoji`.
absl::Status CheckEmoji(std::string_view emoji);

// Of one person to one recognition.
inline constexpr int kMostReactions = 20;
// The places from 0 to kMostReactions - 1 that are not among these.
std::vector<int> FreePlaces(const std::vector<int>& taken);

}  // namespace laurel::recognition::reaction
