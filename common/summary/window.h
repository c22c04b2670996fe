// The windows that summaries are of: whole weeks and months of UTC, so that nobody finds out about a day by
// asking for two windows that differ in it. Pure functions; thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/type/date.pb.h"

namespace laurel::summary {

// Whole days of UTC.
struct Window {
  absl::CivilDay start_day;
  absl::CivilDay end_day;  // exclusive
  absl::CivilDay as_of;    // who counts is asked of this day: the last one, or today while it goes on
  absl::Time start() const { return absl::FromCivil(start_day, absl::UTCTimeZone()); }
  absl::Time end() const { return absl::FromCivil(end_day, absl::UTCTimeZone()); }  // exclusive
};
enum class Length { kWeek, kMonth };

// INVALID_ARGUMENT on `start_date`: no day, not the first of a week or month, or in the future.
absl::StatusOr<Window> WindowOf(const google::type::Date& start_date, Length length, absl::Time now);

}  // namespace laurel::summary
