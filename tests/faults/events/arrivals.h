// What is wrong with what a watcher got (reliability.md, O). Pure functions.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace laurel::faults {

// One line for each event that is missing, comes twice, was never committed, or comes before an earlier one
// of the same writer ("writer/number").
std::vector<std::string> CheckArrivals(const std::set<std::string>& committed,
                                       const std::vector<std::string>& received);

}  // namespace laurel::faults
