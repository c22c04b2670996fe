// The transaction of a call that changes a goal, or anything of it. Thread-safe.
#pragma once

#include <functional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/service/write_locked.h"
#include "services/goals/env.h"
#include "services/goals/goal/access.h"

namespace laurel::goals::goal {

using Locked = laurel::Locked<Readable>;
// Answers the goal as it is then, but for its progress.
using Decide = std::function<absl::StatusOr<v1::Goal>(const Locked& locked)>;

// The answer of `decide`, in the view that the caller has of it then. Its tree is held.
absl::StatusOr<v1::Goal> WriteLocked(Env& env, const rpc::Call& call, std::string_view name,
                                     const Decide& decide);

// PERMISSION_DENIED, unless the caller changes it.
absl::Status CheckMayWrite(const Readable& found);
// For whoever changes it: PERMISSION_DENIED; ABORTED, STALE_ETAG; FAILED_PRECONDITION, WRONG_STATE unless it
// is a DRAFT or ACTIVE. `verb`: what was asked for, "add a key result". "" for `etag`: that is of another
// resource.
absl::Status CheckMayChange(const Readable& found, std::string_view etag, std::string_view verb);

}  // namespace laurel::goals::goal
