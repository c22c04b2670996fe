// What the calls that change a goal have in common: its row, the progress of all above it, the history, the
// event. The caller holds its tree; whoever answers the goal fills in its progress (tree/progress_of.h). A
// connection and a Changes are used by one thread at a time.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/sql/connection.h"
#include "services/goals/env.h"
#include "services/goals/events.h"
#include "services/goals/goal/store.h"

namespace laurel::goals::goal {

// In its next version.
v1::Goal NextVersion(const Stored& before, absl::Time now);
// And in this state, for this reason.
v1::Goal Moved(const Stored& before, v1::GoalLifecycle to, std::string_view reason, absl::Time now);

// A goal that is made, to stand at `path`: its row with owners and key results, the first change of state,
// its event. It gets what follows from both, its progress with it (NewAt).
absl::Status SaveNew(sql::Connection& connection, const Telling& telling, std::string_view path,
                     v1::Goal& made);
// It came into the state of `after` (Moved). `event`: "goal.accepted".
absl::Status SaveMoved(sql::Connection& connection, const Telling& telling, const Stored& before,
                       v1::Goal& after, std::string_view event);
// Key results of it were changed, where they stand in `after` (NextVersion), and written by the caller: the
// goal in its next version, its progress, goal.updated.
absl::Status SaveKeyResults(sql::Connection& connection, const Telling& telling, const Stored& before,
                            v1::Goal& after);

// Everybody whom a stored answer with this goal names.
void MentionAll(const v1::Goal& goal, sql::Changes& changes);

}  // namespace laurel::goals::goal
