#include "services/goals/key_result/store.h"

#include <string>
#include <utility>
#include <vector>

#include "common/sql/lock.h"
#include "common/sql/record.h"
#include "common/sql/versioned.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/goals/goal/store.h"

namespace laurel::goals::key_result {
namespace {

using goal::KeyResultRecord;

const std::vector<std::string> kCurrent = {"current", "measure_time", "progress"};
const std::vector<std::string> kAll = {"title",   "unit",   "direction", "baseline",     "target",
                                       "stretch", "weight", "current",   "measure_time", "progress"};

}  // namespace

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view goal,
                                           std::string_view id) {
  return sql::FindVersioned<Stored>(connection, KeyResultRecord(), {goal, id}, sql::Lock::kNone);
}

absl::StatusOr<int> NextOrdinal(sql::Connection& connection, std::string_view goal) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT COALESCE(MAX(ordinal), 0) + 1 FROM key_result WHERE goal = ?",
                                    {std::string(goal)}));
  return static_cast<int>(rows.front().Int(0));
}

void Update(sql::Changes& changes, const Stored& before, const v1::KeyResult& after) {
  auto [set, values] = KeyResultRecord().ToAssignments(after, kAll);
  for (sql::Value& id : KeyResultRecord().KeyOf(after)) values.push_back(std::move(id));
  values.emplace_back(before.version);
  changes.Update(
      fmt::format("UPDATE key_result SET {}, version = version + 1 WHERE goal = ? AND id = ? AND version = ?",
                  set),
      std::move(values));
}

void WriteCurrent(sql::Changes& changes, const v1::KeyResult& after) {
  auto [set, values] = KeyResultRecord().ToAssignments(after, kCurrent);
  for (sql::Value& id : KeyResultRecord().KeyOf(after)) values.push_back(std::move(id));
  changes.Update(fmt::format("UPDATE key_result SET {} WHERE goal = ? AND id = ?", set), std::move(values),
                 -1);
}

void Delete(sql::Changes& changes, const Stored& key_result) {
  sql::Values values = KeyResultRecord().KeyOf(key_result.key_result);
  values.emplace_back(key_result.version);
  changes.Update("DELETE FROM key_result WHERE goal = ? AND id = ? AND version = ?", std::move(values));
}

}  // namespace laurel::goals::key_result
