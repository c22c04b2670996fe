#include "common/sql/write/insert_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <span>

#include "common/status/macros.h"

namespace laurel::sql {
namespace {

// 16 to 64 rows a statement is where a bigger one gains no more.
constexpr std::size_t kMostRows = 64;

std::string Statement(std::string_view table, const std::vector<std::string>& columns, std::size_t rows) {
  std::string row = "(?";
  for (std::size_t i = 1; i < columns.size(); ++i) row += ", ?";
  row += ")";
  std::string text = fmt::format("INSERT INTO {} ({}) VALUES {}", table, fmt::join(columns, ", "), row);
  for (std::size_t i = 1; i < rows; ++i) text += ", " + row;
  return text;
}

}  // namespace

absl::Status InsertRows(Connection& connection, std::string_view table,
                        const std::vector<std::string>& columns, const std::vector<Values>& rows) {
  std::span<const Values> rest(rows);
  while (!rest.empty()) {
    const std::size_t step = std::min(kMostRows, std::bit_floor(rest.size()));
    Values values;
    values.reserve(step * columns.size());
    for (const Values& row : rest.first(step)) values.insert(values.end(), row.begin(), row.end());
    RETURN_IF_ERROR(connection.Execute(Statement(table, columns, step), values).status());
    rest = rest.subspan(step);
  }
  return absl::OkStatus();
}

}  // namespace laurel::sql
