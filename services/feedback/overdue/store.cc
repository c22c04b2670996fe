#include "services/feedback/overdue/store.h"

#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "services/feedback/coaching_session/rules.h"

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

absl::StatusOr<Page> FindUnmarked(sql::Connection& connection, const std::optional<api::TimePosition>& after,
                                  int limit) {
  sql::Where where;
  where.And("state = ?", {std::int64_t{v1::COACHING_SESSION_STATE_SCHEDULED}});
  if (after.has_value()) {
    where.AndAfter({"state_time", "id"}, {after->time, after->id}, /*descending=*/false);
  }
  where.values().emplace_back(std::int64_t{limit});
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT state_time, id, overdue_time, scheduled_time, duration "
                                   "FROM coaching_session FORCE INDEX (by_state){} "
                                   "ORDER BY state_time, id LIMIT ?",
                                   where.sql()),
                       where.values()));
  Page page;
  for (const sql::Row& row : rows) {
    if (!row.IsNull(2)) continue;
    const absl::Time begin = row.Time(3);
    const absl::Time end = begin + absl::Microseconds(row.Int(4));
    page.unmarked.push_back({std::string(row.Text(1)), begin, end + coaching_session::kOverdueAfter});
  }
  if (static_cast<int>(rows.size()) == limit) {
    page.next = api::TimePosition{rows.back().Time(0), std::string(rows.back().Text(1))};
  }
  return page;
}

absl::StatusOr<bool> Mark(sql::Connection& connection, const Unmarked& plan) {
  ASSIGN_OR_RETURN(
      const std::int64_t marked,
      connection.Execute("UPDATE coaching_session SET overdue_time = ? WHERE id = ? AND state = ? "
                         "AND overdue_time IS NULL AND scheduled_time = ?",
                         {plan.overdue_time, plan.session, std::int64_t{v1::COACHING_SESSION_STATE_SCHEDULED},
                          plan.scheduled_time}));
  return marked > 0;
}

}  // namespace laurel::feedback::overdue
