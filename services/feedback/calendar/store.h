// When people are busy: the plans (SCHEDULED sessions) that they take part in, and the row of each person
// that guards them. A connection is used by one thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "common/sql/guard_rows.h"

namespace laurel::feedback::calendar {

// A row for each person; keys are ids. For sql::LockGuards and sql::WithGuards.
inline constexpr sql::GuardRows kCalendars{.insert = "INSERT IGNORE INTO calendar (person) VALUES (?)",
                                           .lock = "SELECT person FROM calendar WHERE person = ? FOR UPDATE"};

struct Interval {
  absl::Time start, end;
};
struct Busy {
  std::string person;  // id
  Interval interval;   // of that plan
};
// Plans of these people that share time with one of the intervals, the earliest first, in each its coach
// first; `except`: a session (id) that does not count, or empty. At most `limit`, and of many intervals those
// of the first few in which there is one.
absl::StatusOr<std::vector<Busy>> FindBusy(sql::Connection& connection,
                                           const std::vector<std::string>& people,
                                           const std::vector<Interval>& intervals, std::string_view except,
                                           int limit);

}  // namespace laurel::feedback::calendar
