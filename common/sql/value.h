// The values that travel between C++ and SQL. Times are DATETIME(6) in UTC, days are DATE.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace laurel::sql {

// bool is stored as 0 or 1; std::nullptr_t is NULL.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string, absl::Time, absl::CivilDay>;
using Values = std::vector<Value>;

// One row of a result: cells by position, in the order of the SELECT list. Reading a cell as a type it does
// not hold is a programming error and ends in an exception that the pipeline reports as INTERNAL.
class Row {
 public:
  using Cell = std::variant<std::nullptr_t, std::int64_t, std::string>;
  explicit Row(std::vector<Cell> cells) : cells_(std::move(cells)) {}

  std::size_t size() const { return cells_.size(); }
  bool IsNull(std::size_t column) const;
  std::int64_t Int(std::size_t column) const;       // 0 for NULL
  std::string_view Text(std::size_t column) const;  // "" for NULL; lives as long as the row
  absl::Time Time(std::size_t column) const;        // InfinitePast for NULL
  absl::CivilDay Day(std::size_t column) const;     // 1970-01-01 for NULL: ask IsNull first

 private:
  std::vector<Cell> cells_;
};

using Rows = std::vector<Row>;

}  // namespace laurel::sql
