// The tree of goals in SQL: where a goal stands, what stands above and below it, and what its progress is
// made of. Paths are those of rules.h. A connection is used by one thread at a time.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "services/goals/goal/store.h"
#include "services/goals/progress/rules.h"

namespace laurel::goals::tree {

// Locks the row of this root. False: no such row.
absl::StatusOr<bool> LockRoot(sql::Connection& connection, std::string_view root);
// The roots of the trees in which those of these goals stand that exist.
absl::StatusOr<std::set<std::string>> RootsOf(sql::Connection& connection,
                                              const std::vector<std::string>& ids);
// How many steps the deepest goal below the one with this path stands below it.
absl::StatusOr<int> HeightBelow(sql::Connection& connection, std::string_view path);

// As trees show goals: without key results, description and reason.
absl::StatusOr<std::vector<goal::Stored>> ReadThese(sql::Connection& connection,
                                                    const std::vector<std::string>& ids);
// Those below the goal with this path, to `depth` (absolute), behind `after` (a path, or the end of one;
// empty: all), in order of path: each stands behind its parent.
absl::StatusOr<std::vector<goal::Stored>> ReadBelow(sql::Connection& connection, std::string_view path,
                                                    std::string_view after, int depth, int limit);
// The goal with this path and all below it, for progress::ExactOf, by one statement.
absl::StatusOr<std::vector<progress::Node>> ReadWhole(sql::Connection& connection, std::string_view path);

// What the parts of these goals come to, which have changed, and their units: one statement, none for no
// goal.
void WriteParts(sql::Changes& changes, const std::vector<goal::Stored>& goals);
// The goal, and with it all below it, comes to stand at another path.
void Move(sql::Changes& changes, std::string_view from, std::string_view to);

}  // namespace laurel::goals::tree
