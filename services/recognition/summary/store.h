// What was published in a window, added up in SQL. A connection is used by one thread at a time.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "services/recognition/summary/rules.h"

namespace laurel::recognition::summary {

// Beside those of `people` it may hold what others received and gave. Reads what was published from `start`
// to before `end`, and of up to kFewPeople only what they received and gave: never anything older or newer.
inline constexpr std::size_t kFewPeople = 512;
absl::StatusOr<Activity> ReadActivity(sql::Connection& connection, const People& people, absl::Time start,
                                      absl::Time end);

}  // namespace laurel::recognition::summary
