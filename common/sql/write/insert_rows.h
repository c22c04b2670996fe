// Multi-row INSERTs, in steps of powers of two, so that the prepared statements stay few. Functions on a
// connection.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/sql/connection.h"
#include "common/sql/value.h"

namespace laurel::sql {

// Every row has a value for each column.
absl::Status InsertRows(Connection& connection, std::string_view table,
                        const std::vector<std::string>& columns, const std::vector<Values>& rows);

}  // namespace laurel::sql
