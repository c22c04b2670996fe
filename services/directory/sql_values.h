// Values that several stores write the same way, and lists of ids for `IN (…)`. Pure functions.
#pragma once

#include <bit>
#include <string>
#include <vector>

#include "common/sql/value.h"
#include "common/time/convert.h"

namespace laurel::directory {

// "?, ?, ?, ?" for `count` values: in powers of two, so that few statements serve all lengths.
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

// The last day of a period; NULL: open.
inline sql::Value EndDate(int end_day) {
  if (end_day == 0) return nullptr;
  return DayFromNumber(end_day);
}

inline sql::Value NullIfEmpty(const std::string& text) {
  if (text.empty()) return nullptr;
  return text;
}

}  // namespace laurel::directory
