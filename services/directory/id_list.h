// Lists of ids for `IN (…)`: placeholders in powers of two, so that few statements serve all lengths. Pure functions.
#pragma once

#include <bit>
#include <string>
#include <vector>

#include "common/sql/value.h"

namespace laurel::directory {

// "?, ?, ?, ?" for `count` values.
inline std::string Placeholders(std::size_t count) {
  std::string marks = "?";
  for (std::size_t i = 1; i < std::bit_ceil(count); ++i) marks += ", ?";
  return marks;
}

// Appends the ids to `values`, the last one repeated up to the power of two. `ids` is not empty.
inline void AppendIds(const std::vector<std::string>& ids, sql::Values& values) {
  values.insert(values.end(), ids.begin(), ids.end());
  for (std::size_t i = ids.size(); i < std::bit_ceil(ids.size()); ++i) values.emplace_back(ids.back());
}

}  // namespace laurel::directory
