#include "common/sql/guard_rows.h"

#include <algorithm>

namespace laurel::sql {

absl::Status GuardMissing() {
  return Error(absl::StatusCode::kAborted, kGuardMissing, "this is locked for the first time");
}

absl::Status LockGuards(Connection& connection, const GuardRows& guards, std::vector<std::string> keys) {
  std::ranges::sort(keys);
  // One by one: of a list a server that has few rows reads, and locks, all of them.
  for (const std::string& key : keys) {
    ASSIGN_OR_RETURN(const Rows rows, connection.Query(guards.lock, {key}));
    if (rows.empty()) return GuardMissing();
  }
  return absl::OkStatus();
}

absl::Status MakeGuards(Database& db, absl::Time deadline, const GuardRows& guards,
                        std::vector<std::string> keys) {
  std::ranges::sort(keys);
  return db.Transact(deadline, [&](Connection& connection) -> absl::Status {
    for (const std::string& key : keys) {
      RETURN_IF_ERROR(connection.Execute(guards.insert, {key}).status());
    }
    return absl::OkStatus();
  });
}

}  // namespace laurel::sql
