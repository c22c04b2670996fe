// "weekly", "every 2 weeks": how often a plan comes again. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace laurel::cli {

// The weeks from one to the next, 1 to 8. USAGE for anything else.
absl::StatusOr<int> ParseRepeat(std::string_view text);
// "every week", "every 2 weeks".
std::string ShowRepeat(int every_weeks);

}  // namespace laurel::cli
