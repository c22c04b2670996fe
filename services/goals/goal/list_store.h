// Lists of goals in SQL: each is one range of one index, from its newest end. A connection is used by one
// thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/time_position.h"
#include "common/sql/connection.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::goal {

// Ids, one of them; none: all of level COMPANY.
struct Range {
  std::string owner = {};
  std::string team = {};
  std::string parent = {};
};

// Those behind `after`, newest first, by create_time and id: who reads them, and what a list chooses by, and
// nothing else of what is shown. One statement.
absl::StatusOr<std::vector<v1::Goal>> ReadRange(sql::Connection& connection, const Range& range,
                                                const std::optional<api::TimePosition>& after, int limit);

}  // namespace laurel::goals::goal
