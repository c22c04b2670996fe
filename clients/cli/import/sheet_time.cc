#include "clients/cli/import/sheet_time.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "clients/cli/connection/failure.h"
#include "common/api/text.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

constexpr int kMonths = 12;

// "20/11/2026"
struct Numbers {
  std::array<int, 3> numbers = {};
  std::array<std::size_t, 3> digits = {};
  char separator = 0;

  bool year_first() const { return digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2; }
  bool year_last() const { return digits[0] <= 2 && digits[1] <= 2 && digits[2] == 4; }
  // Where points stand, the day stands first everywhere.
  bool may_be_either() const { return year_last() && separator != '.'; }
};

std::optional<Numbers> NumbersOf(std::string_view day) {
  Numbers read;
  for (std::size_t i = 0; i < read.numbers.size(); ++i) {
    const char* end = day.data() + day.size();
    const auto [rest, error] = std::from_chars(day.data(), end, read.numbers[i]);
    if (error != std::errc() || read.numbers[i] < 0) return std::nullopt;
    read.digits[i] = static_cast<std::size_t>(rest - day.data());
    day.remove_prefix(read.digits[i]);
    if (i == 2) break;
    if (day.empty() || std::string_view("-/.").find(day[0]) == std::string_view::npos) return std::nullopt;
    if (i == 1 && day[0] != read.separator) return std::nullopt;
    read.separator = day[0];
    day.remove_prefix(1);
  }
  const bool is_day = day.empty() && (read.year_first() || read.year_last());
  return is_day ? std::optional(read) : std::nullopt;
}

struct Split {
  std::string_view day;
  std::string_view rest;  // a time of day, or nothing
};

// At the first blank, or the T of a time in one word.
Split SplitOf(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of(" T"), text.size());
  return {text.substr(0, end), api::Trim(text.substr(std::min(end + 1, text.size())))};
}

std::optional<absl::CivilDay> Checked(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  const bool exists = civil.year() == year && civil.month() == month && civil.day() == day;
  return exists ? std::optional(civil) : std::nullopt;
}

// The order that these numbers alone allow.
DayOrder OwnOrder(const Numbers& read) {
  if (!read.may_be_either()) return DayOrder::kDayFirst;
  if (read.numbers[0] > kMonths) return DayOrder::kDayFirst;
  if (read.numbers[1] > kMonths) return DayOrder::kMonthFirst;
  return read.numbers[0] == read.numbers[1] ? DayOrder::kDayFirst : DayOrder::kUnknown;
}

Error NoTime(std::string_view text) {
  const bool number = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  return UsageError(
      fmt::format("\"{}\" is {}write 2026-11-20, or 2026-11-20 15:00", text,
                  number ? "how spreadsheets count days: show the column as dates, or " : "no day: "));
}

absl::StatusOr<absl::CivilDay> DayOf(std::string_view text, DayOrder order) {
  const auto read = NumbersOf(text);
  if (!read) return NoTime(text);
  const auto [first, second, third] = read->numbers;
  const DayOrder own = OwnOrder(*read);
  const DayOrder known = own == DayOrder::kUnknown ? order : own;
  if (read->year_last() && known == DayOrder::kUnknown) {
    return UsageError(fmt::format("\"{}\" may be {:04}-{:02}-{:02} or {:04}-{:02}-{:02}: write it like that",
                                  text, third, second, first, third, first, second));
  }
  const auto day = read->year_first()               ? Checked(first, second, third)
                   : known == DayOrder::kMonthFirst ? Checked(third, first, second)
                                                    : Checked(third, second, first);
  if (!day) return NoTime(text);
  return *day;
}

// "15:30", "15:30:05", "3:30 PM": seconds since midnight.
std::optional<int> SecondsOfDay(std::string_view text) {
  for (const char* format : {"%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p"}) {
    absl::Time time;
    if (!absl::ParseTime(format, std::string(text), absl::UTCTimeZone(), &time, nullptr)) continue;
    const absl::CivilSecond civil = absl::ToCivilSecond(time, absl::UTCTimeZone());
    return (civil.hour() * 60 + civil.minute()) * 60 + civil.second();
  }
  return std::nullopt;
}

}  // namespace

DayOrder DayOrderIn(const std::vector<std::string>& cells) {
  DayOrder order = DayOrder::kUnknown;
  for (const std::string& cell : cells) {
    const auto read = NumbersOf(SplitOf(api::Trim(cell)).day);
    if (!read || !read->may_be_either() || read->numbers[0] == read->numbers[1]) continue;
    const DayOrder own = OwnOrder(*read);
    if (own == DayOrder::kUnknown || own == order) continue;
    if (order != DayOrder::kUnknown) return DayOrder::kUnknown;
    order = own;
  }
  return order;
}

bool BeginsWithDay(std::string_view text) { return NumbersOf(SplitOf(api::Trim(text)).day).has_value(); }

absl::StatusOr<absl::Time> ReadSheetTime(std::string_view text, DayOrder order, absl::TimeZone zone) {
  text = api::Trim(text);
  absl::Time exact;
  if (absl::ParseTime(absl::RFC3339_full, std::string(text), &exact, nullptr)) return exact;
  const Split split = SplitOf(text);
  const auto day = DayOf(split.day, order);
  if (!day.ok() && !BeginsWithDay(text)) return NoTime(text);
  if (!day.ok()) return day.status();
  if (split.rest.empty()) return absl::FromCivil(*day, zone);
  const auto seconds = SecondsOfDay(split.rest);
  if (!seconds) return NoTime(text);
  const absl::TimeZone::TimeInfo info = zone.At(absl::CivilSecond(*day) + *seconds);
  if (info.kind == absl::TimeZone::TimeInfo::SKIPPED) {
    return UsageError(
        fmt::format("\"{}\" does not exist in {}: the clocks go forward there", text, zone.name()));
  }
  return info.pre;
}

}  // namespace laurel::cli
