#include "common/summary/window.h"

#include <algorithm>
#include <optional>

#include "common/status/error.h"
#include "common/time/convert.h"

namespace laurel::summary {

absl::StatusOr<Window> WindowOf(const google::type::Date& start_date, Length length, absl::Time now) {
  constexpr char kPath[] = "start_date";
  const std::optional<absl::CivilDay> start = FromDate(start_date);
  if (!start.has_value()) return InvalidField(kPath, "is not a day of the calendar: set year, month and day");
  const absl::CivilDay today = absl::ToCivilDay(now, absl::UTCTimeZone());
  if (*start > today) return InvalidField(kPath, "is in the future: days are those of UTC");
  absl::CivilDay end;
  if (length == Length::kWeek) {
    if (absl::GetWeekday(*start) != absl::Weekday::monday)
      return InvalidField(kPath, "must be a Monday, on which a week begins");
    end = *start + 7;
  } else {
    if (start->day() != 1) return InvalidField(kPath, "must be the first of a month");
    end = absl::CivilDay(absl::CivilMonth(*start) + 1);
  }
  return Window{.start_day = *start, .end_day = end, .as_of = std::min(today, end - 1)};
}

}  // namespace laurel::summary
