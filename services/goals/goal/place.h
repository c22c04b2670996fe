// Where a goal comes to stand: what it is to be a part of. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "services/goals/goal/access.h"

namespace laurel::goals::goal {

// The goal that another one is to be a part of, as the caller reads it. INVALID_ARGUMENT on goal.parent:
// there is none, or it is not read in full; GOAL_CYCLE, GOAL_TOO_DEEP (tree/rules.h). FAILED_PRECONDITION,
// WRONG_STATE: it is neither a DRAFT nor ACTIVE. `path`: of the goal now, "" of a new one; `height`: how many
// steps the deepest goal below it stands below it.
absl::StatusOr<Stored> AsParent(absl::StatusOr<Readable> found, std::string_view path, int height);

}  // namespace laurel::goals::goal
