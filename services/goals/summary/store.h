// The goals of a window in SQL. A connection is used by one thread at a time.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "common/summary/window.h"
#include "services/goals/summary/rules.h"

namespace laurel::goals::summary {

struct Selection {
  const People& people;
  const laurel::summary::Window& window;
  absl::Time now;
  absl::Duration stale_after;  // what a check-in is too old for
};

// The goals whose period touches the window, in no order. Beside those of `people` it may hold others'. Of up
// to kFewPeople what they own is read, else what ends on the first day of the window or later. One statement.
inline constexpr std::size_t kFewPeople = 512;
absl::StatusOr<std::vector<Counted>> ReadCounted(sql::Connection& connection, const Selection& selection);

}  // namespace laurel::goals::summary
