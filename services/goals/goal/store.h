// Goals with their owners and key results in SQL. Who writes holds the tree (tree/lock.h). A connection is
// used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
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
// and a row that begins with them.
std::string ColumnsOf(const sql::Record& record);
Stored ReadStored(const sql::Record& record, const sql::Row& row);

// nullopt: no such row. One statement: a goal and its key results are of one moment.
absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id);
// Those that exist, in no order. One statement, none for no goal.
absl::StatusOr<std::vector<Stored>> FindAll(sql::Connection& connection, const std::vector<std::string>& ids);

// A goal that is made, with nothing below it, to stand at `path`, which ends in its id: its depth, its
// progress, and what is kept of that, follow.
Stored NewAt(std::string_view path, v1::Goal made);
// Adds it (NewAt) with its owners and key results.
void Insert(sql::Changes& changes, const Stored& made);
// Adds one key result; `ordinal` from 1.
void InsertKeyResult(sql::Changes& changes, const v1::KeyResult& key_result, int ordinal);
// Writes these fields (top-level names of columns) of `after` and update_time, and the owners when they are
// others; guarded by the version that was read. `sums`: when its key results have changed, what they come to
// (tree/roll_up.h), which is written with own_progress. Where it stands is Reparent's to write.
void Update(sql::Changes& changes, const Stored& before, const v1::Goal& after,
            std::vector<std::string> fields, const std::optional<progress::Sums>& sums = std::nullopt);
// How the goal stands by a check-in (health, last_check_in_time, own_progress, its sums): no new version,
// like all that others do to it.
void WriteStanding(sql::Changes& changes, const v1::Goal& after, const progress::Sums& sums);

}  // namespace laurel::goals::goal
