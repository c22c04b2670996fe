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
#include "laurel/goals/v1/check_in.pb.h"

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

struct CheckInRows {
  std::vector<CheckInRow> rows;
  std::vector<BadRow> refused;
  std::vector<std::string> unknown_columns;
  bool has_time = false;       // a column date or time
  bool decimal_comma = false;  // semicolons separate cells, because the comma is the decimal sign: "87,5"
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
// `zone`. Times are days and hours of the calendar, never "yesterday", which would be another day tomorrow.
// What is wrong: the first bad cell. A row without health is left to whoever knows what it supersedes.
struct ReadCheckIn {
  goals::v1::CheckIn check_in;
  std::optional<BadCell> bad;
};
ReadCheckIn ReadRow(const CheckInRow& row, bool decimal_comma, const CheckInDefaults& defaults,
                    absl::TimeZone zone);

}  // namespace laurel::cli
