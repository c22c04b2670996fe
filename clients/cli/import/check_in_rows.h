// A sheet of check-ins, cell by cell. Pure functions; which goal a row is about is found elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/import/columns.h"
#include "clients/cli/import/sheet.h"
#include "clients/cli/import/sheet_time.h"
#include "laurel/goals/v1/check_in.pb.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::cli {

// As it stands in the file; a column that is not there is empty.
struct CheckInRow {
  int64_t line = 0;
  std::string goal, key_result, person, metric, value, date, time, health, confidence, comment;
};

struct BadRow {
  int64_t line = 0;
  BadCell cell;
};

// How a sheet writes numbers and days.
struct SheetHabits {
  bool decimal_comma = false;  // semicolons separate cells, because the comma is the decimal sign: "87,5"
  DayOrder days = DayOrder::kUnknown;
};

struct CheckInRows {
  std::vector<CheckInRow> rows;
  std::vector<BadRow> refused;
  std::vector<std::string> unknown_columns;
  bool has_time = false;  // a column date or time
  SheetHabits habits;
};

// USAGE when no column says what it is about (goal, key_result or metric), or none says how it stands (value
// or health): then it is another file.
absl::StatusOr<CheckInRows> ToCheckInRows(const Sheet& sheet);

// What is said of rows that do not say it.
struct CheckInDefaults {
  goals::v1::GoalHealth health = goals::v1::GOAL_HEALTH_UNSPECIFIED;
  std::optional<absl::Time> time;
};

// Value, time, health, confidence and comment; goal and key result are not set. A day is its beginning in
// `zone` (sheet_time.h). What is wrong: the first bad cell. A row without health is left to whoever knows
// what it supersedes.
struct ReadCheckIn {
  goals::v1::CheckIn check_in;
  std::optional<BadCell> bad;
};
ReadCheckIn ReadRow(const CheckInRow& row, const SheetHabits& habits, const CheckInDefaults& defaults,
                    absl::TimeZone zone);

// In which column a row says when it was so.
const char* TimeColumnOf(const CheckInRow& row);

// What keeps a value from being one of this key result, whatever else is known of it: the bounds of its
// metric, 0 or 1 of what is done or not. As the service says it, which checks it, too: told first, it is told
// of the same row each time.
std::optional<BadCell> OutOfBounds(const goals::v1::CheckIn& check_in, const goals::v1::KeyResult& key_result,
                                   const std::vector<goals::v1::Metric>& metrics);

}  // namespace laurel::cli
