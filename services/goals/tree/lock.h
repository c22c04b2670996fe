// Goals in the middle of a transaction: whoever changes a goal, or anything of it, holds the row of the root
// of its tree, and so what it reads then stays as it is: the goal, those above it, and what their progress is
// made of. Of several trees the roots are locked in the order of their ids: who locks goals one by one takes
// them in the order of their paths (departure/). Thread-safe.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "services/goals/goal/store.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::tree {

// nullopt: no such goal. A goal that comes to stand in another tree meanwhile is looked for there.
absl::StatusOr<std::optional<goal::Stored>> LockGoal(sql::Connection& connection, std::string_view id);
// Both, which may be the same: as LockGoal each.
struct Two {
  std::optional<goal::Stored> first, second;
};
absl::StatusOr<Two> LockGoals(sql::Connection& connection, std::string_view first, std::string_view second);

}  // namespace laurel::goals::tree
