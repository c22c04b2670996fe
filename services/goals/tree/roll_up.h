// What a change of one goal means for those above it: one look and one statement, at most 8 rows, however big
// the tree (docs/adr/0020). The caller holds the tree (lock.h), and changes one goal in the transaction: what
// a second one adds is not seen, unless neither counts before or after. Of `progress` nothing is told here:
// who answers a goal asks for it (progress_of.h). Used by one thread at a time.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "services/goals/goal/store.h"

namespace laurel::goals::tree {

// It is new (goal::NewAt).
absl::Status Join(sql::Connection& connection, sql::Changes& changes, const goal::Stored& made);
// Its weight or lifecycle are those of `after`; it stands where it stood, with the same key results.
absl::Status RollUp(sql::Connection& connection, sql::Changes& changes, const goal::Stored& before,
                    const v1::Goal& after);
// Its key results are those of `after`, and weight and lifecycle as well: `after` gets the progress of its
// key results and own_progress. Answers what is kept of it then, for its own row (goal::Update,
// goal::WriteStanding).
absl::StatusOr<progress::Sums> RollUpMeasured(sql::Connection& connection, sql::Changes& changes,
                                              const goal::Stored& before, v1::Goal& after);
// The goal, `before` in its place until now, comes to stand below `to` (nullptr: at the root), with all below
// it, and with the weight of `after`; all above it, here and there, change. Writes paths and depths; its
// parent and weight are written by the caller. `after` gets depth.
absl::Status Reparent(sql::Connection& connection, sql::Changes& changes, const goal::Stored& before,
                      v1::Goal& after, const goal::Stored* to);

}  // namespace laurel::goals::tree
