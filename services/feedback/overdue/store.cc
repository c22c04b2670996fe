#include "services/feedback/overdue/store.h"

#include "common/status/macros.h"

namespace laurel::feedback::overdue {

absl::StatusOr<std::vector<std::string>> FindDue(sql::Connection& connection, absl::Time now, int limit) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          "SELECT id FROM coaching_session WHERE overdue_time < ? ORDER BY overdue_time, id LIMIT ?",
          {now, std::int64_t{limit}}));
  std::vector<std::string> ids;
  for (const sql::Row& row : rows) ids.emplace_back(row.Text(0));
  return ids;
}

absl::StatusOr<bool> LockDue(sql::Connection& connection, std::string_view session, absl::Time now) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT overdue_time FROM coaching_session WHERE id = ? FOR UPDATE",
                                    {std::string(session)}));
  return !rows.empty() && !rows.front().IsNull(0) && rows.front().Time(0) < now;
}

void Settle(sql::Changes& changes, std::string_view session) {
  changes.Update("UPDATE coaching_session SET overdue_time = NULL WHERE id = ? AND overdue_time IS NOT NULL",
                 {std::string(session)});
}

}  // namespace laurel::feedback::overdue
