#include "common/events/consumer/position.h"

#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::events {

absl::StatusOr<std::optional<ConsumerPosition>> FindPosition(sql::Connection& connection,
                                                             std::string_view source, sql::Lock lock) {
  const std::string statement =
      fmt::format("SELECT version, resume_token, updated FROM event_consumer WHERE source = ?{}",
                  lock == sql::Lock::kForUpdate ? " FOR UPDATE" : "");
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, {std::string(source)}));
  if (rows.empty()) return std::optional<ConsumerPosition>();
  const sql::Row& row = rows.front();
  return std::optional<ConsumerPosition>(ConsumerPosition{row.Int(0), std::string(row.Text(1)), row.Time(2)});
}

void MovePosition(sql::Changes& changes, std::string_view source, std::int64_t version,
                  std::string_view resume_token, absl::Time now) {
  if (version == 0) {
    changes.Insert("event_consumer", {"source", "version", "resume_token", "updated"},
                   {std::string(source), std::int64_t{1}, std::string(resume_token), now});
    return;
  }
  changes.Update(
      "UPDATE event_consumer SET resume_token = ?, updated = ?, version = version + 1 "
      "WHERE source = ? AND version = ?",
      {std::string(resume_token), now, std::string(source), version});
}

}  // namespace laurel::events
