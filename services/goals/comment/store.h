// Comments on goals in SQL. A connection is used by one thread at a time.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/time_position.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/goals/v1/check_in.pb.h"

namespace laurel::goals::comment {

// Those of a goal (id), oldest first, after that place.
absl::StatusOr<std::vector<v1::GoalComment>> List(sql::Connection& connection, std::string_view goal,
                                                  const std::optional<api::TimePosition>& after, int limit);
void Insert(sql::Changes& changes, const v1::GoalComment& comment);

}  // namespace laurel::goals::comment
