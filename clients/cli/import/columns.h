// Which cell of a row says what: what sheets of people and of check-ins share. Pure functions.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/import/sheet.h"

namespace laurel::cli {

struct Columns {
  std::vector<std::string> names;    // as many as the header has cells; empty: left out
  std::vector<std::string> unknown;  // titles of those left out

  bool Has(std::string_view name) const;
};

// Columns are found by name, in any order, without regard to case; "Employee number" and "employee-number"
// are employee_number. USAGE when one that is known stands twice.
absl::StatusOr<Columns> ColumnsOf(const SheetRow& header,
                                  const std::function<bool(const std::string& name)>& is_known);

struct BadCell {
  std::string column;  // empty: the row as a whole
  std::string reason;
};
// What keeps a row from being read at all: too many cells, bytes that are not UTF-8.
std::optional<BadCell> Unreadable(const SheetRow& row, const Columns& columns);

}  // namespace laurel::cli
