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
v1::Goal ShapedFor(const rpc::Call& call, const audience::Reader& reader, const v1::Goal& after);

}  // namespace laurel::goals::goal
