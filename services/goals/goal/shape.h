// What answers show of goals. A connection is used by one thread at a time.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "common/sql/connection.h"
#include "services/goals/audience/rules.h"
#include "services/goals/env.h"
#include "services/goals/goal/store.h"

namespace laurel::goals::goal {

// As it is in the database (tree/progress_of.h).
absl::Status FillProgress(const Env& env, sql::Connection& connection, Stored& stored);

// A goal that was just written, with its progress, as whoever wrote it reads it then.
v1::Goal ShapedFor(const Env& env, const rpc::Call& call, const audience::Reader& reader,
                   const v1::Goal& after);
// What a tree, too, shows of a goal that is not read: where it stands, how far it is, what it counts. Without
// a view.
v1::Goal PlaceOf(const v1::Goal& goal);

}  // namespace laurel::goals::goal
