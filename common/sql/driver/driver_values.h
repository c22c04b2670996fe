// Values in and rows out of Connector/C++. Both throw ::sql::SQLException.
#pragma once

#include "common/sql/value.h"

namespace sql {
class PreparedStatement;
class ResultSet;
}  // namespace sql

namespace laurel::sql {

void Bind(::sql::PreparedStatement& statement, const Values& parameters);
// Integers of any width, and decimals without a fraction (SUM), as integers; everything else as text.
Rows ReadRows(::sql::ResultSet& result);

}  // namespace laurel::sql
