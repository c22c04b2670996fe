#include "common/sql/driver/driver_values.h"

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "common/sql/driver/driver.h"
#include "common/time/convert.h"

namespace laurel::sql {
namespace {

enum class Shape { kSigned, kUnsigned, kWholeDecimal, kReal, kText };

Shape ShapeOf(::sql::ResultSetMetaData& columns, unsigned column) {
  using Type = ::sql::DataType;
  switch (columns.getColumnType(column)) {
    case Type::BIT:
    case Type::TINYINT:
    case Type::SMALLINT:
    case Type::MEDIUMINT:
    case Type::INTEGER:
    case Type::BIGINT:
    case Type::YEAR:
      return columns.isSigned(column) ? Shape::kSigned : Shape::kUnsigned;
    case Type::DECIMAL:
    case Type::NUMERIC:
      return columns.getScale(column) == 0 ? Shape::kWholeDecimal : Shape::kText;
    case Type::REAL:
    case Type::DOUBLE:
      return Shape::kReal;
    default:
      return Shape::kText;
  }
}

std::string TextOf(::sql::ResultSet& result, unsigned column) {
  const ::sql::SQLString text = result.getString(column);
  return {text.c_str(), text.length()};
}

Row::Cell CellOf(::sql::ResultSet& result, unsigned column, Shape shape) {
  if (result.isNull(column)) return nullptr;
  switch (shape) {
    case Shape::kSigned:
      return result.getInt64(column);
    case Shape::kUnsigned:
      return static_cast<std::int64_t>(result.getUInt64(column));
    case Shape::kWholeDecimal: {
      const std::string text = TextOf(result, column);
      std::int64_t whole = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
      if (error != std::errc() || end != text.data() + text.size()) return text;
      return whole;
    }
    case Shape::kReal:  // the driver's own text has six digits
      return fmt::format("{}", static_cast<double>(result.getDouble(column)));
    case Shape::kText:
      break;
  }
  return TextOf(result, column);
}

std::string TimeText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%E6S", time, absl::UTCTimeZone());
}

}  // namespace

void Bind(::sql::PreparedStatement& statement, const Values& parameters) {
  unsigned index = 0;
  for (const Value& parameter : parameters) {
    ++index;
    if (const auto* whole = std::get_if<std::int64_t>(&parameter)) {
      statement.setInt64(index, *whole);
    } else if (const auto* text = std::get_if<std::string>(&parameter)) {
      statement.setString(index, ::sql::SQLString(text->data(), text->size()));
    } else if (const auto* time = std::get_if<absl::Time>(&parameter)) {
      statement.setString(index, TimeText(*time));
    } else if (const auto* day = std::get_if<absl::CivilDay>(&parameter)) {
      statement.setString(index, FormatIsoDate(*day));
    } else {
      statement.setNull(index, ::sql::DataType::VARCHAR);
    }
  }
}

Rows ReadRows(::sql::ResultSet& result) {
  ::sql::ResultSetMetaData& columns = *result.getMetaData();
  std::vector<Shape> shapes;
  for (unsigned column = 1; column <= columns.getColumnCount(); ++column)
    shapes.push_back(ShapeOf(columns, column));
  Rows rows;
  rows.reserve(result.rowsCount());
  while (result.next()) {
    std::vector<Row::Cell> cells;
    cells.reserve(shapes.size());
    for (unsigned column = 0; column < shapes.size(); ++column) {
      cells.push_back(CellOf(result, column + 1, shapes[column]));
    }
    rows.emplace_back(std::move(cells));
  }
  return rows;
}

}  // namespace laurel::sql
