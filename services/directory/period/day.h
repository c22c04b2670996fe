// The day from which, or until which, a call asks for something. Pure function; thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/status/error.h"
#include "common/time/convert.h"

namespace laurel::directory::period {

// `otherwise` when the request does not say. INVALID_ARGUMENT on `path`.
inline absl::StatusOr<absl::CivilDay> DayOr(bool given, const google::type::Date& date, std::string_view path,
                                            absl::CivilDay otherwise) {
  if (!given) return otherwise;
  const std::optional<absl::CivilDay> day = FromDate(date);
  if (!day.has_value()) return InvalidField(path, "is not a date of the calendar");
  return *day;
}

}  // namespace laurel::directory::period
