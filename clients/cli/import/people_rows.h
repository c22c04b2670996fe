// A sheet of people as the rows that ImportPeople takes. Pure functions; what a cell means is decided by the
// service.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/import/sheet.h"
#include "laurel/directory/v1/directory_service.pb.h"

namespace laurel::cli {

struct PeopleRows {
  std::vector<directory::v1::ImportPeopleRow> rows;
  // Rows that cannot even be sent: too many cells, bytes that are not UTF-8.
  std::vector<directory::v1::ImportPeopleRowResult> refused;
  std::vector<std::string> unknown_columns;
};

// Columns are found by name, in any order, without regard to case; "Employee number" and "employee-number"
// are employee_number. USAGE without employee_number, or when a column stands twice.
absl::StatusOr<PeopleRows> ToPeopleRows(const Sheet& sheet);

}  // namespace laurel::cli
