// Days and times as spreadsheets export them. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace laurel::cli {

// What 03/04/2026 is in a sheet.
enum class DayOrder { kUnknown, kDayFirst, kMonthFirst };

// As those of its cells show that can be read in one way only: 25/11/2026. Unknown when none can, or when
// they differ.
DayOrder DayOrderIn(const std::vector<std::string>& cells);

// 2026-11-20, 2026/11/20, 20.11.2026, and 20/11/2026 or 11/20/2026 where it can be told which of the two is
// the month; alone, or before a time of day: 15:30, 15:30:05, 3:30 PM. RFC 3339. A day is its beginning in
// `zone`. Nothing that would be another time tomorrow ("yesterday"). USAGE with what can be written instead.
absl::StatusOr<absl::Time> ReadSheetTime(std::string_view text, DayOrder order, absl::TimeZone zone);

// Whether it begins with a day of that kind, known or not.
bool BeginsWithDay(std::string_view text);

}  // namespace laurel::cli
