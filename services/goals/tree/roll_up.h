// What a change of one goal means for the progress of it and of those above it: at most 8 more rows, however
// big the tree (docs/adr/0020). The caller holds the tree (lock.h), and changes one goal in the transaction:
// what a second one adds is not seen. Used by one thread at a time.
#pragma once

#include "absl/status/status.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "services/goals/goal/store.h"

namespace laurel::goals::tree {

// After key results, weight or lifecycle have changed, where it stands: `after` holds them, and gets the
// progress of its key results, own_progress and progress. Writes sums, units and own_progress of the goal,
// and those of all above it, as far as they change; not the rows of key results. `before` without a version
// (0), with a path alone: the goal is new, and its own row is goal::Insert's.
absl::Status RollUp(sql::Connection& connection, sql::Changes& changes, const goal::Stored& before,
                    v1::Goal& after);
// The goal, `before` in its place until now, comes to stand below `to` (nullptr: at the root), with all below
// it, and with the weight of `after`; all above it, here and there, change. Writes paths, depths, and sums;
// its parent and weight are written by the caller. `after` gets depth and progress.
absl::Status Reparent(sql::Connection& connection, sql::Changes& changes, const goal::Stored& before,
                      v1::Goal& after, const goal::Stored* to);

}  // namespace laurel::goals::tree
