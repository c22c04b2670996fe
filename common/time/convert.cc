#include "common/time/convert.h"

#include <algorithm>
#include <charconv>

#include "fmt/format.h"

namespace laurel {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 9999;
constexpr std::int64_t kNanosPerMicro = 1000;
constexpr std::int64_t kMicrosPerSecond = 1'000'000;

// absl reads more than names of the database: files by absolute path, "localtime", offsets such as
// "Fixed/UTC+01:00", and what the zoneinfo folder happens to hold besides zones. None of these means the same
// on every machine.
bool IsZoneName(std::string_view name) {
  constexpr std::size_t kLongest = 64;
  if (name.size() > kLongest || name.front() == '/' || name == "localtime" || name == "posixrules")
    return false;
  for (const std::string_view folder : {"Fixed/", "posix/", "right/"}) {
    if (name.starts_with(folder)) return false;
  }
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+' || c == '/';
  });
}

// Exactly these digits, no sign and no space.
std::optional<int> ParseDigits(std::string_view text) {
  int number = 0;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc()) return std::nullopt;
  return number;
}

}  // namespace

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  const std::int64_t seconds = absl::ToUnixSeconds(time);  // Rounds down, so that the rest is never negative.
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(
      static_cast<int>((absl::ToUnixMicros(time) - seconds * kMicrosPerSecond) * kNanosPerMicro));
  return timestamp;
}

absl::Time FromTimestamp(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Microseconds(timestamp.nanos() / kNanosPerMicro);
}

google::protobuf::Duration ToDuration(absl::Duration duration) {
  absl::Duration rest;
  google::protobuf::Duration result;
  result.set_seconds(absl::IDivDuration(duration, absl::Seconds(1), &rest));
  result.set_nanos(static_cast<int>(absl::ToInt64Microseconds(rest) * kNanosPerMicro));
  return result;
}

absl::Duration FromDuration(const google::protobuf::Duration& duration) {
  return absl::Seconds(duration.seconds()) + absl::Microseconds(duration.nanos() / kNanosPerMicro);
}

google::type::Date ToDate(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

std::optional<absl::CivilDay> FromDate(const google::type::Date& date) {
  if (date.year() < kFirstYear || date.year() > kLastYear) return std::nullopt;
  const absl::CivilDay day(date.year(), date.month(), date.day());
  // CivilDay normalises 30 February to a day in March.
  if (day.year() != date.year() || day.month() != date.month() || day.day() != date.day())
    return std::nullopt;
  return day;
}

std::optional<absl::CivilDay> ParseIsoDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = ParseDigits(text.substr(0, 4));
  const auto month = ParseDigits(text.substr(5, 2));
  const auto day = ParseDigits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  google::type::Date date;
  date.set_year(*year);
  date.set_month(*month);
  date.set_day(*day);
  return FromDate(date);
}

std::string FormatIsoDate(absl::CivilDay day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
}

std::optional<absl::TimeZone> FindTimeZone(std::string_view name) {
  if (name.empty()) return absl::UTCTimeZone();
  absl::TimeZone zone;
  if (!IsZoneName(name) || !absl::LoadTimeZone(std::string(name), &zone)) return std::nullopt;
  return zone;
}

int DayNumber(absl::CivilDay day) { return static_cast<int>(day - absl::CivilDay(1970, 1, 1)); }

absl::CivilDay DayFromNumber(int number) { return absl::CivilDay(1970, 1, 1) + number; }

}  // namespace laurel
