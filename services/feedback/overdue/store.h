// Which plans have become overdue, as the column overdue_time says. A connection is used by one thread at a
// time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"

namespace laurel::feedback::overdue {

// Ids of sessions that were to be told as overdue before `now`, the oldest first. They are judged once they
// are locked.
absl::StatusOr<std::vector<std::string>> FindDue(sql::Connection& connection, absl::Time now, int limit);
// Whether this session (id) still is one; locks its row.
absl::StatusOr<bool> LockDue(sql::Connection& connection, std::string_view session, absl::Time now);
// It has been told, or is not to be.
void Settle(sql::Changes& changes, std::string_view session);

}  // namespace laurel::feedback::overdue
