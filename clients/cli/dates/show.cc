#include "clients/cli/dates/show.h"

#include "fmt/format.h"

namespace laurel::cli {
namespace {

std::string Formatted(const char* format, absl::CivilDay day) {
  return absl::FormatTime(format, absl::FromCivil(day, absl::UTCTimeZone()), absl::UTCTimeZone());
}

}  // namespace

std::string ShowDay(absl::CivilDay day, absl::CivilDay today) {
  if (day == today) return "today";
  if (day == today - 1) return "yesterday";
  if (day == today + 1) return "tomorrow";
  const std::string text = fmt::format("{} {} {}", Formatted("%a", day), day.day(), Formatted("%b", day));
  return day.year() == today.year() ? text : fmt::format("{} {}", text, day.year());
}

std::string ShowMoment(absl::Time moment, const Here& here) {
  const absl::CivilMinute local = absl::ToCivilMinute(moment, here.zone);
  return fmt::format("{} {}:{:02}", ShowDay(absl::CivilDay(local), here.Today()), local.hour(),
                     local.minute());
}

std::string ShowInterval(absl::Time start, absl::Time end, const Here& here) {
  const absl::CivilMinute last = absl::ToCivilMinute(end, here.zone);
  const bool one_day = absl::ToCivilDay(start, here.zone) == absl::CivilDay(last);
  return fmt::format("{} to {}", ShowMoment(start, here),
                     one_day ? fmt::format("{}:{:02}", last.hour(), last.minute()) : ShowMoment(end, here));
}

std::string ShowMonth(absl::CivilMonth month, absl::CivilDay today) {
  const std::string name = Formatted("%B", absl::CivilDay(month));
  return month.year() == today.year() ? name : fmt::format("{} {}", name, month.year());
}

std::string ShowAge(absl::Time moment, const Here& here) {
  const absl::civil_diff_t days = here.Today() - absl::ToCivilDay(moment, here.zone);
  if (days == 0) return "today";
  if (days == 1) return "yesterday";
  if (days < 0) return ShowMoment(moment, here);
  return fmt::format("{} days ago", days);
}

std::string ShowLength(absl::Duration length) {
  const auto minutes = absl::ToInt64Minutes(length);
  if (minutes < 60) return fmt::format("{} min", minutes);
  if (minutes % 60 == 0) return fmt::format("{} h", minutes / 60);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string IsoMoment(absl::Time moment, absl::TimeZone zone) {
  return absl::FormatTime(absl::RFC3339_sec, moment, zone);
}

absl::CivilDay WeekStart(absl::CivilDay today) { return absl::NextWeekday(today - 7, absl::Weekday::monday); }

}  // namespace laurel::cli
