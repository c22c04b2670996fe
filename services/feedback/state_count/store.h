// How many rows of a table are in each state, for the dashboard. A connection is used by one thread at a
// time.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "google/protobuf/descriptor.h"

namespace laurel::feedback::state_count {

using StateCounts = std::map<int, std::int64_t>;  // a state that nothing is in is absent

// Of a table with an index by_state (state, state_time): rows in one of the `open` states, and rows that came
// into any other state since `closed_since`. Errors are those of the database.
absl::StatusOr<StateCounts> Count(sql::Connection& connection, std::string_view table,
                                  const google::protobuf::EnumDescriptor& states,
                                  const std::vector<int>& open, absl::Time closed_since);

}  // namespace laurel::feedback::state_count
