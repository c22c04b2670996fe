// The goals of a window in SQL. A connection is used by one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "common/summary/window.h"
#include "services/goals/progress/rules.h"
#include "services/goals/summary/rules.h"

namespace laurel::goals::summary {

struct Selection {
  const People& people;
  const laurel::summary::Window& window;
  absl::Time now;
};

// The goals whose period touches the window, in no order. Beside those of `people` it may hold others'. Of up
// to kFewPeople what they own is read, else what ends on the first day of the window or later. One statement.
inline constexpr std::size_t kFewPeople = 512;
absl::StatusOr<std::vector<Counted>> ReadCounted(sql::Connection& connection, const Selection& selection);

// What a goal's progress is made of: with parts of all that stands at `path` and below, else of its key
// results.
struct Source {
  std::string id;
  std::string path;
  bool has_parts = false;
  progress::KeyResults key_results = {};  // of one without parts; their decimals alone
};
// Of these goals (ids), in no order. One statement.
absl::StatusOr<std::vector<Source>> ReadSources(sql::Connection& connection,
                                                const std::vector<std::string>& ids);

}  // namespace laurel::goals::summary
