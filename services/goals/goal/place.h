// Where a goal comes to stand: what it is to be a part of, and what it counts there. Who makes a goal a part
// of another need not be who answers for that one: so its parts count no more than one another there until
// whoever may change it says so (parts.cc, docs/adr/0021). Thread-safe.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/connection.h"
#include "services/goals/env.h"
#include "services/goals/goal/access.h"

namespace laurel::goals::goal {

// The goal that another one is to be a part of, as the caller reads it. INVALID_ARGUMENT on goal.parent:
// there is none, or it is not read in full; GOAL_CYCLE, GOAL_TOO_DEEP (tree/rules.h). FAILED_PRECONDITION,
// WRONG_STATE: it is neither a DRAFT nor ACTIVE. `path`: of the goal now, "" of a new one; `height`: how many
// steps the deepest goal below it stands below it.
absl::StatusOr<Stored> AsParent(absl::StatusOr<Readable> found, std::string_view path, int height);

// What `part` is to count in its parent, where there is one; `before`: as it was, nullptr for a new one.
// INVALID_ARGUMENT on goal.weight, unless the caller may change the parent: more than 1, or anything else than
// what it counts there already. The tree is held.
absl::Status CheckWeight(const Env& env, const rpc::Call& call, sql::Connection& connection,
                         const v1::Goal* before, const v1::Goal& part);
// Before it comes to count in its parent, where there is one. FAILED_PRECONDITION, PARENT_CLOSED: that is
// over. Its tree is held.
absl::Status CheckMayCount(sql::Connection& connection, const v1::Goal& part);

}  // namespace laurel::goals::goal
