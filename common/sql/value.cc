#include "common/sql/value.h"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "absl/strings/string_view.h"
#include "common/time/convert.h"

namespace laurel::sql {
namespace {

[[noreturn]] void Refuse(std::size_t column, const char* wanted) {
  throw std::logic_error(fmt::format("column {} of the row is not {}", column, wanted));
}

}  // namespace

bool Row::IsNull(std::size_t column) const {
  return std::holds_alternative<std::nullptr_t>(cells_.at(column));
}

std::int64_t Row::Int(std::size_t column) const {
  if (IsNull(column)) return 0;
  const auto* value = std::get_if<std::int64_t>(&cells_[column]);
  if (value == nullptr) Refuse(column, "an integer");
  return *value;
}

std::string_view Row::Text(std::size_t column) const {
  if (IsNull(column)) return "";
  const auto* value = std::get_if<std::string>(&cells_[column]);
  if (value == nullptr) Refuse(column, "text");
  return *value;
}

absl::Time Row::Time(std::size_t column) const {
  if (IsNull(column)) return absl::InfinitePast();
  const std::string_view text = Text(column);
  absl::Time time;
  // %E*S takes a fraction or none: the two protocols print DATETIME(6) differently when its micros are 0.
  if (!absl::ParseTime("%Y-%m-%d %H:%M:%E*S", absl::string_view(text.data(), text.size()),
                       absl::UTCTimeZone(), &time, nullptr)) {
    Refuse(column, "a time");
  }
  return time;
}

absl::CivilDay Row::Day(std::size_t column) const {
  if (IsNull(column)) return absl::CivilDay();
  const std::optional<absl::CivilDay> day = ParseIsoDate(Text(column));
  if (!day.has_value()) Refuse(column, "a day");
  return *day;
}

}  // namespace laurel::sql
