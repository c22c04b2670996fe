// Which plans have become overdue, as the column overdue_time says. A connection is used by one thread at a
// time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/api/time_position.h"
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

// A plan without overdue_time: one that has been told, or that a version made which knew of no such time.
struct Unmarked {
  std::string session;  // id
  absl::Time scheduled_time, overdue_time;
};
// One page of all plans, however many of them are unmarked.
struct Page {
  std::vector<Unmarked> unmarked;
  std::optional<api::TimePosition> next;  // nothing: the last page
};
absl::StatusOr<Page> FindUnmarked(sql::Connection& connection, const std::optional<api::TimePosition>& after,
                                  int limit);
// Unless it has been marked, moved or become something else meanwhile. Whether it did.
absl::StatusOr<bool> Mark(sql::Connection& connection, const Unmarked& plan);

}  // namespace laurel::feedback::overdue
