// Goals with their owners and key results in SQL. Who writes holds the tree (tree/lock.h). A connection is
// used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/record.h"
#include "laurel/goals/v1/goal.pb.h"
#include "services/goals/progress/rules.h"

namespace laurel::goals::goal {

// The table `goal`: all but key results and progress; health as it was checked in.
const sql::Record& GoalRecord();
// The table `key_result`, with `ordinal` as the one extra.
const sql::Record& KeyResultRecord();

struct Stored {
  v1::Goal goal = {};  // with its key results; health as it was checked in; progress unset
  std::int64_t version = 0;
  std::string path = {};
  progress::Sums sums = {};
  std::int64_t units = 0;
};

// How Stored is read by a record of v1::Goal (GoalRecord, or one of fewer columns): the columns of a SELECT,
// with `alias.` before each when given, and a row of them that begins at `first`.
std::string ColumnsOf(const sql::Record& record, std::string_view alias = "");
Stored ReadStored(const sql::Record& record, const sql::Row& row, std::size_t first = 0);
// The key results of these goals, in their order. One statement, none for no goal.
absl::Status AddKeyResults(sql::Connection& connection, std::span<Stored> goals);

// nullopt: no such row. Two statements.
absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id);
// Those that exist, in no order. Two statements.
absl::StatusOr<std::vector<Stored>> FindAll(sql::Connection& connection, const std::vector<std::string>& ids);

// Adds the goal with its owners and key results, below nothing of it: depth, sums, units and what is kept of
// progress follow from `path`, which ends in its id, and from key results.
void Insert(sql::Changes& changes, const v1::Goal& goal, std::string_view path);
// Adds one key result; `ordinal` from 1.
void InsertKeyResult(sql::Changes& changes, const v1::KeyResult& key_result, int ordinal);
// Writes these fields (top-level names of columns) of `after` and update_time, and the owners when they are
// others; guarded by the version that was read. Not depth, own_progress and what lies beside them: RollUp and
// Reparent write those (tree/roll_up.h).
void Update(sql::Changes& changes, const Stored& before, const v1::Goal& after,
            const std::vector<std::string>& fields);

}  // namespace laurel::goals::goal
