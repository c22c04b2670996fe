// How summaries say what part of a whole something is. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string>

namespace laurel::summary {

// part / whole, from 0 on, as a decimal number of at most 4 digits after the point, rounded half up; empty
// when whole is 0.
std::string Ratio(std::int64_t part, std::int64_t whole);

}  // namespace laurel::summary
