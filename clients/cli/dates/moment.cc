#include "clients/cli/dates/moment.h"

#include <string>
#include <vector>

#include "clients/cli/dates/words.h"
#include "common/api/text.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

Error NotUnderstood(std::string_view text, std::string_view what, std::string_view examples) {
  return Error(absl::StatusCode::kInvalidArgument, "USAGE",
               fmt::format("\"{}\" is not {}; say it like {}", text, what, examples));
}

Error NoMoment(std::string_view text, const std::vector<std::string>& words, Tense tense) {
  if (!words.empty() && words.front() == "next") {
    return Error(
        absl::StatusCode::kInvalidArgument, "USAGE",
        fmt::format("\"{}\" may be either of two days: leave \"next\" out for the coming one, or say "
                    "it with a date like \"2026-12-01 15:00\"",
                    text));
  }
  if (tense == Tense::kFuture) {
    return NotUnderstood(text, "a time",
                         "\"tomorrow 10:00\", \"today 15:30\", \"monday 14:00\", \"2026-12-01 9:30\" or "
                         "\"in 2 hours\"");
  }
  return NotUnderstood(text, "a time",
                       "\"yesterday 15:00\", \"today 9:30\", \"monday 14:00\", \"2026-11-20 15:00\", "
                       "\"2 hours ago\" or \"now\"");
}

absl::StatusOr<absl::Time> At(std::string_view text, absl::CivilDay day, int minutes, absl::TimeZone zone) {
  const absl::TimeZone::TimeInfo info = zone.At(absl::CivilMinute(day) + minutes);
  if (info.kind == absl::TimeZone::TimeInfo::SKIPPED) {
    return Error(absl::StatusCode::kInvalidArgument, "USAGE",
                 fmt::format("\"{}\" does not exist in {}: the clocks go forward there", text, zone.name()));
  }
  return info.pre;
}

// "now", "2 hours ago", "in 20 minutes", "3 days ago": moments counted from now.
std::optional<absl::Time> Counted(std::vector<std::string> words, const Here& here) {
  if (words.size() == 1 && words[0] == "now") return here.now;
  if (words.size() < 2) return std::nullopt;
  const bool ahead = words.front() == "in";
  if (!ahead && words.back() != "ago") return std::nullopt;
  words.erase(ahead ? words.begin() : words.end() - 1);
  if (const auto length = LengthCounted(words)) return ahead ? here.now + *length : here.now - *length;
  const std::optional<int> days = DaysCounted(words);
  if (!days) return std::nullopt;
  const absl::CivilSecond same_hour = absl::ToCivilSecond(here.now, here.zone);
  const absl::CivilDay day = absl::CivilDay(same_hour) + (ahead ? *days : -*days);
  return absl::FromCivil(absl::CivilSecond(day.year(), day.month(), day.day(), same_hour.hour(),
                                           same_hour.minute(), same_hour.second()),
                         here.zone);
}

// "november"
std::string MonthName(absl::CivilMonth month) {
  return api::LowerAscii(
      absl::FormatTime("%B", absl::FromCivil(month, absl::UTCTimeZone()), absl::UTCTimeZone()));
}

// Takes the time of day off the end of `words`: "15:00", "3 pm", "at 15:00".
std::optional<int> TakeMinutes(std::vector<std::string>& words) {
  if (words.empty()) return std::nullopt;
  std::optional<int> minutes = MinutesOfDay(words.back());
  if (!minutes && words.size() > 1) {
    minutes = MinutesOfDay(words[words.size() - 2] + words.back());
    if (minutes) words.pop_back();
  }
  // After a day an hour alone is clear: "monday 10".
  if (!minutes && words.size() > 1 && words.back().find_first_not_of("0123456789") == std::string::npos) {
    minutes = MinutesOfDay(words.back() + ":00");
  }
  if (!minutes) return std::nullopt;
  words.pop_back();
  if (!words.empty() && words.back() == "at") words.pop_back();
  return minutes;
}

}  // namespace

absl::StatusOr<absl::Time> ParseMoment(std::string_view text, const Here& here, Tense tense) {
  absl::Time exact;
  if (absl::ParseTime(absl::RFC3339_full, std::string(text), &exact, nullptr)) return exact;
  std::vector<std::string> words = Words(text);
  if (const auto counted = Counted(words, here)) return *counted;
  const std::optional<int> minutes = TakeMinutes(words);
  if (!minutes) {
    if (DayNamed(words, here.Today(), tense)) {
      return Error(absl::StatusCode::kInvalidArgument, "USAGE",
                   fmt::format("\"{0}\" needs a time of day as well: \"{0} 15:00\"", text));
    }
    return NoMoment(text, words, tense);
  }
  if (words.empty()) return At(text, here.Today(), *minutes, here.zone);
  const std::optional<absl::CivilDay> day = DayNamed(words, here.Today(), tense);
  if (!day) return NoMoment(text, words, tense);
  ASSIGN_OR_RETURN(const absl::Time moment, At(text, *day, *minutes, here.zone));
  // "monday 14:00" said on a Monday: last week's when that hour is still to come, next week's when it is
  // over.
  if (WeekdayNamed(words.front()) && (tense == Tense::kPast ? moment > here.now : moment < here.now)) {
    return At(text, tense == Tense::kPast ? *day - 7 : *day + 7, *minutes, here.zone);
  }
  return moment;
}

absl::StatusOr<absl::CivilDay> ParseDay(std::string_view text, const Here& here, Tense tense) {
  if (const auto day = DayNamed(Words(text), here.Today(), tense)) return *day;
  return NotUnderstood(text, "a day",
                       "\"today\", \"tomorrow\", \"friday\", \"+3d\", \"in 2 weeks\" or \"2026-12-01\"");
}

absl::StatusOr<absl::Time> ParseSince(std::string_view text, const Here& here) {
  if (const auto day = DayNamed(Words(text), here.Today(), Tense::kPast))
    return absl::FromCivil(*day, here.zone);
  return ParseMoment(text, here, Tense::kPast);
}

absl::StatusOr<absl::CivilMonth> ParseMonth(std::string_view text, absl::CivilDay today) {
  const absl::CivilMonth now(today);
  const std::vector<std::string> words = Words(text);
  if (words == std::vector<std::string>{"this", "month"}) return now;
  if (words == std::vector<std::string>{"last", "month"}) return now - 1;
  if (words.size() == 1) {
    for (absl::CivilMonth month = now; month > now - 12; --month) {
      if (words[0] == MonthName(month)) return month;
    }
    if (const auto first = ParseIsoDate(words[0] + "-01")) return absl::CivilMonth(*first);
  }
  return NotUnderstood(text, "a month", "\"2026-11\", \"november\" or \"last month\"");
}

absl::StatusOr<absl::Duration> ParseLength(std::string_view text) {
  std::vector<std::string> words = Words(text);
  const bool bare = words.size() == 1 && words[0].find_first_not_of("0123456789") == std::string::npos;
  if (bare) words.emplace_back("m");
  const std::optional<absl::Duration> length = LengthCounted(words);
  if (!length || *length <= absl::ZeroDuration()) {
    return NotUnderstood(text, "a length of time", "\"45m\", \"1h\" or \"1h30m\"");
  }
  return *length;
}

}  // namespace laurel::cli
