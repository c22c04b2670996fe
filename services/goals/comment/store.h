// Comments on goals in SQL. A connection is used by one thread at a time.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/api/time_position.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/goals/v1/check_in.pb.h"

namespace laurel::goals::comment {

// Those of a goal (id), oldest first, after that place.
absl::StatusOr<std::vector<v1::GoalComment>> List(sql::Connection& connection, std::string_view goal,
                                                  const std::optional<api::TimePosition>& after, int limit);

// In the transaction of a comment: the goal (id), where there is one, stays as it is until that ends, so that
// the comment is told to nobody who may not read the goal then. Its row alone: those who comment do not wait
// for each other, nor for what happens elsewhere in its tree.
absl::Status HoldGoal(sql::Connection& connection, std::string_view goal);
void Insert(sql::Changes& changes, const v1::GoalComment& comment);

}  // namespace laurel::goals::comment
