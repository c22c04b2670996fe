#include "clients/cli/import/check_in_rows.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "clients/cli/connection/failure.h"
#include "clients/cli/output/bars.h"
#include "clients/cli/output/enum_word.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

using Field = std::string CheckInRow::*;
using Bad = std::optional<BadCell>;

constexpr int kMostConfidence = 10;

const std::map<std::string, Field>& Fields() {
  static const auto& fields = *new std::map<std::string, Field>{{"goal", &CheckInRow::goal},
                                                                {"key_result", &CheckInRow::key_result},
                                                                {"person", &CheckInRow::person},
                                                                {"metric", &CheckInRow::metric},
                                                                {"value", &CheckInRow::value},
                                                                {"date", &CheckInRow::date},
                                                                {"time", &CheckInRow::time},
                                                                {"health", &CheckInRow::health},
                                                                {"confidence", &CheckInRow::confidence},
                                                                {"comment", &CheckInRow::comment}};
  return fields;
}

std::string AllColumns() {
  return "goal, key_result, person, metric, value, date, time, health, confidence, comment";
}

absl::Status CheckColumns(const Columns& columns, int64_t line) {
  const auto none_of = [&](std::initializer_list<const char*> names) {
    return std::ranges::none_of(names, [&](const char* name) { return columns.Has(name); });
  };
  if (none_of({"goal", "key_result", "metric"})) {
    return UsageError(fmt::format(
        "line {} names no column goal, key_result or metric; columns that count: {}", line, AllColumns()));
  }
  if (none_of({"value", "health"})) {
    return UsageError(
        fmt::format("line {} names no column value or health; columns that count: {}", line, AllColumns()));
  }
  return absl::OkStatus();
}

Bad ReadNumber(const std::string& cell, bool decimal_comma, v1::CheckIn& check_in) {
  std::string value(api::Trim(cell));
  if (decimal_comma && std::ranges::count(value, ',') == 1 && value.find('.') == std::string::npos) {
    value[value.find(',')] = '.';
  }
  if (!value.empty() && !api::IsDecimal(value)) {
    return BadCell{"value",
                   fmt::format("\"{}\" is no number that is kept: up to 15 digits, 6 of them after a point, "
                               "as in 87.5; no unit",
                               cell)};
  }
  check_in.set_value(value);
  return std::nullopt;
}

Bad ReadTime(const CheckInRow& row, DayOrder days, const CheckInDefaults& defaults, absl::TimeZone zone,
             v1::CheckIn& check_in) {
  const std::string date(api::Trim(row.date));
  const std::string time(api::Trim(row.time));
  if (date.empty() && time.empty()) {
    if (!defaults.time)
      return BadCell{"date", "is empty: when was it so? --at DAY says it for rows that do not"};
    *check_in.mutable_time() = ToTimestamp(*defaults.time);
    return std::nullopt;
  }
  const bool both = !date.empty() && !time.empty();
  const std::string text = both && !BeginsWithDay(time) ? fmt::format("{} {}", date, time)
                           : time.empty()               ? date
                                                        : time;
  const auto moment = ReadSheetTime(text, days, zone);
  if (!moment.ok()) return BadCell{TimeColumnOf(row), std::string(moment.status().message())};
  *check_in.mutable_time() = ToTimestamp(*moment);
  return std::nullopt;
}

Bad ReadHealth(const std::string& cell, const CheckInDefaults& defaults, v1::CheckIn& check_in) {
  const std::string_view word = api::Trim(cell);
  check_in.set_health(defaults.health);
  if (word.empty()) return std::nullopt;
  const auto health = EnumFrom<v1::GoalHealth>(word);
  if (!health || *health == v1::GOAL_HEALTH_NOT_UPDATED) {
    return BadCell{"health", fmt::format("\"{}\" is none of on-track, at-risk, off-track", cell)};
  }
  check_in.set_health(*health);
  return std::nullopt;
}

Bad ReadConfidence(const std::string& cell, v1::CheckIn& check_in) {
  const std::string_view text = api::Trim(cell);
  if (text.empty()) return std::nullopt;
  int number = -1;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || rest != text.data() + text.size() || number < 0 || number > kMostConfidence) {
    return BadCell{"confidence",
                   fmt::format("\"{}\" is no whole number from 0 to {}", cell, kMostConfidence)};
  }
  check_in.set_confidence(number);
  return std::nullopt;
}

// Empty: none.
struct Bounds {
  std::string min, max;
};

Bounds BoundsOf(const v1::KeyResult& key_result, const std::vector<v1::Metric>& metrics) {
  if (key_result.kind() == v1::KEY_RESULT_KIND_MILESTONE && key_result.unit() == "%") return {"0", "100"};
  const auto metric = std::ranges::find(metrics, key_result.metric(), &v1::Metric::id);
  return metric == metrics.end() ? Bounds() : Bounds{metric->min_value(), metric->max_value()};
}

}  // namespace

absl::StatusOr<CheckInRows> ToCheckInRows(const Sheet& sheet) {
  CheckInRows out;
  ASSIGN_OR_RETURN(const Columns columns,
                   ColumnsOf(sheet.header, [](const std::string& name) { return Fields().contains(name); }));
  RETURN_IF_ERROR(CheckColumns(columns, sheet.header.line));
  out.unknown_columns = columns.unknown;
  out.has_time = columns.Has("date") || columns.Has("time");
  out.habits.decimal_comma = sheet.separator == ';';
  for (const SheetRow& row : sheet.rows) {
    if (const auto bad = Unreadable(row, columns)) {
      out.refused.push_back({row.line, *bad});
      continue;
    }
    CheckInRow& read = out.rows.emplace_back();
    read.line = row.line;
    for (std::size_t i = 0; i < std::min(columns.names.size(), row.cells.size()); ++i) {
      if (!columns.names[i].empty()) read.*Fields().at(columns.names[i]) = row.cells[i];
    }
  }
  std::vector<std::string> days;
  for (const CheckInRow& row : out.rows) days.insert(days.end(), {row.date, row.time});
  out.habits.days = DayOrderIn(days);
  return out;
}

ReadCheckIn ReadRow(const CheckInRow& row, const SheetHabits& habits, const CheckInDefaults& defaults,
                    absl::TimeZone zone) {
  ReadCheckIn read;
  read.bad = ReadNumber(row.value, habits.decimal_comma, read.check_in);
  if (!read.bad) read.bad = ReadTime(row, habits.days, defaults, zone, read.check_in);
  if (!read.bad) read.bad = ReadHealth(row.health, defaults, read.check_in);
  if (!read.bad) read.bad = ReadConfidence(row.confidence, read.check_in);
  read.check_in.set_comment(std::string(api::Trim(row.comment)));
  return read;
}

const char* TimeColumnOf(const CheckInRow& row) { return api::Trim(row.time).empty() ? "date" : "time"; }

std::optional<BadCell> OutOfBounds(const v1::CheckIn& check_in, const v1::KeyResult& key_result,
                                   const std::vector<v1::Metric>& metrics) {
  if (check_in.value().empty()) return std::nullopt;
  const double value = ToNumber(check_in.value());
  if (key_result.kind() == v1::KEY_RESULT_KIND_BINARY) {
    if (value == 0 || value == 1) return std::nullopt;
    return BadCell{"value", "must be 0 (not done) or 1 (done)"};
  }
  const auto [min, max] = BoundsOf(key_result, metrics);
  const bool below = !min.empty() && value < ToNumber(min);
  const bool above = !max.empty() && value > ToNumber(max);
  if (!below && !above) return std::nullopt;
  if (max.empty()) return BadCell{"value", fmt::format("must be {} or more", min)};
  if (min.empty()) return BadCell{"value", fmt::format("must be {} or less", max)};
  return BadCell{"value", fmt::format("must lie between {} and {}", min, max)};
}

}  // namespace laurel::cli
