// Times and days as people read them, in their own zone, and as programs read them. Pure functions.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "clients/cli/dates/moment.h"

namespace laurel::cli {

// "today 15:00", "yesterday 9:30", "Mon 17 Nov 14:00"; with the year when it is another one.
std::string ShowMoment(absl::Time moment, const Here& here);
// "Mon 17 Nov 14:00 to 14:30"; the day of the end where it is another one.
std::string ShowInterval(absl::Time start, absl::Time end, const Here& here);
// "today", "tomorrow", "Fri 21 Nov"; with the year when it is another one.
std::string ShowDay(absl::CivilDay day, absl::CivilDay today);
// "November"; with the year when it is another one.
std::string ShowMonth(absl::CivilMonth month, absl::CivilDay today);
// "today", "yesterday", "12 days ago": how many midnights have passed.
std::string ShowAge(absl::Time moment, const Here& here);
// "30 min", "1 h", "1 h 30 min".
std::string ShowLength(absl::Duration length);
// RFC 3339 with the offset of the zone.
std::string IsoMoment(absl::Time moment, absl::TimeZone zone);

// The Monday of this week.
absl::CivilDay WeekStart(absl::CivilDay today);

}  // namespace laurel::cli
