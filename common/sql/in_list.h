// "IN (?, ?, …)" for a list of ids. The list is padded with its last id to a power of two, so that a
// connection keeps a handful of prepared statements instead of one for every length. Pure.
#pragma once

#include <bit>
#include <string>
#include <vector>

#include "common/sql/value.h"

namespace laurel::sql {

// Appends the ids to `values`, and answers the placeholders in parentheses. `ids` is not empty.
inline std::string InList(const std::vector<std::string>& ids, Values& values) {
  const std::size_t length = std::bit_ceil(ids.size());
  std::string list = "(";
  for (std::size_t i = 0; i < length; ++i) {
    list += i == 0 ? "?" : ", ?";
    values.emplace_back(i < ids.size() ? ids[i] : ids.back());
  }
  return list + ")";
}

}  // namespace laurel::sql
