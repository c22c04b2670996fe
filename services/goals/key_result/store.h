// Single key results in SQL; goal/store.h reads and adds them with their goals. Who writes holds the tree of
// the goal (tree/lock.h). A connection is used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::key_result {

struct Stored {
  v1::KeyResult key_result;
  std::int64_t version = 0;
};

// nullopt: no such row. Ids.
absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view goal,
                                           std::string_view id);
// Behind all that the goal has.
absl::StatusOr<int> NextOrdinal(sql::Connection& connection, std::string_view goal);

// All that can change of it; guarded by the version that was read.
void Update(sql::Changes& changes, const Stored& before, const v1::KeyResult& after);
// Current, measure_time and progress, by a check-in: that is no new version.
void WriteCurrent(sql::Changes& changes, const v1::KeyResult& after);
void Delete(sql::Changes& changes, const Stored& key_result);

}  // namespace laurel::goals::key_result
