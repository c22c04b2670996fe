// Which day it is where somebody is, and the day from which, or until which, a call asks for something. Pure
// functions; thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "google/type/date.pb.h"

namespace laurel::directory::period {

// Today's date in this zone of the IANA database, counted from 1970-01-01; in UTC when there is no such zone.
inline int TodayIn(std::string_view time_zone, absl::Time now) {
  return DayNumber(absl::ToCivilDay(now, FindTimeZone(time_zone).value_or(absl::UTCTimeZone())));
}

// `otherwise` when the request does not say (nullptr). INVALID_ARGUMENT on `path`.
inline absl::StatusOr<absl::CivilDay> DayOr(const google::type::Date* date, std::string_view path,
                                            absl::CivilDay otherwise) {
  if (date == nullptr) return otherwise;
  const std::optional<absl::CivilDay> day = FromDate(*date);
  if (!day.has_value()) return InvalidField(path, "is not a date of the calendar");
  return *day;
}

}  // namespace laurel::directory::period
