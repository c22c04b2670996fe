// What answers say of progress: of one goal, a page of a list, or a page of a tree alike. It is told by what
// is kept of each goal; only where that does not settle how it is rounded, all below is read (docs/adr/0020).
// A connection is used by one thread at a time.
#pragma once

#include <span>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "services/goals/env.h"
#include "services/goals/goal/store.h"

namespace laurel::goals::tree {

// Fills in `progress`, as it is in the database. No statement for most; one for each tree of which some have
// to be computed. Answers how many these were.
absl::StatusOr<int> FillProgress(sql::Connection& connection, std::span<goal::Stored> goals);
// The same of a goal that is being written and answered: as it will be, while the database still has
// `before` and all below it.
absl::StatusOr<int> FillProgress(sql::Connection& connection, const goal::Stored& before, v1::Goal& after);

// The same, and counts the trees that were read in env.metrics.exact_progress
// (laurel_goal_progress_exact_total).
absl::Status FillProgress(const Env& env, sql::Connection& connection, std::span<goal::Stored> goals);
absl::Status FillProgress(const Env& env, sql::Connection& connection, const goal::Stored& before,
                          v1::Goal& after);

}  // namespace laurel::goals::tree
