#include "common/sql/request_log.h"

#include <utility>

#include "common/sql/write/insert_rows.h"
#include "common/status/macros.h"

namespace laurel::sql {
namespace {

// By way of the mentions, however small the tables are: a look through the log would wait for everybody who
// writes to it.
constexpr std::string_view kEmptyAnswers =
    "UPDATE request_log_mention m FORCE INDEX (PRIMARY) STRAIGHT_JOIN request_log l FORCE INDEX (PRIMARY) "
    "ON l.principal = m.principal AND l.method = m.method AND l.request_id = m.request_id "
    "SET l.answer = NULL WHERE m.person = ?";
constexpr std::string_view kForgetMentions = "DELETE FROM request_log_mention WHERE person = ?";

}  // namespace

absl::Status InsertAnswer(Connection& connection, const api::RequestKey& key, std::string answer,
                          absl::Time now) {
  return connection
      .Execute(
          "INSERT INTO request_log (principal, method, request_id, body_hash, answer, created) "
          "VALUES (?, ?, ?, ?, ?, ?)",
          {key.principal, key.method, key.request_id, key.body_hash, std::move(answer), now})
      .status();
}

absl::Status InsertMentions(Connection& connection, const api::RequestKey& key,
                            const std::vector<std::string>& mentions, absl::Time now) {
  std::vector<Values> rows;
  for (const std::string& mentioned : mentions) {
    rows.push_back({mentioned, key.principal, key.method, key.request_id, now});
  }
  return InsertRows(connection, "request_log_mention",
                    {"person", "principal", "method", "request_id", "created"}, rows);
}

absl::StatusOr<std::optional<StoredAnswer>> FindAnswer(Connection& connection, const api::RequestKey& key) {
  ASSIGN_OR_RETURN(const Rows rows, connection.Query("SELECT body_hash, answer FROM request_log "
                                                     "WHERE principal = ? AND method = ? AND request_id = ?",
                                                     {key.principal, key.method, key.request_id}));
  if (rows.empty()) return std::nullopt;
  StoredAnswer stored{.body_hash = std::string(rows[0].Text(0)), .answer = std::nullopt};
  if (!rows[0].IsNull(1)) stored.answer = std::string(rows[0].Text(1));
  return stored;
}

absl::Status EraseAnswers(Connection& connection, std::string_view mentioned) {
  const Values values = {std::string(mentioned)};
  RETURN_IF_ERROR(connection.Execute(kEmptyAnswers, values).status());
  return connection.Execute(kForgetMentions, values).status();
}

void EraseAnswers(Changes& changes, std::string_view mentioned) {
  changes.Update(std::string(kEmptyAnswers), {std::string(mentioned)}, -1);
  changes.Update(std::string(kForgetMentions), {std::string(mentioned)}, -1);
}

absl::StatusOr<std::int64_t> PurgeRequestLog(Database& database, absl::Time older_than, absl::Time deadline,
                                             const std::function<bool()>& stopping) {
  constexpr std::int64_t kStep = 500;
  std::int64_t total = 0;
  for (const char* sql : {"DELETE FROM request_log_mention WHERE created < ? ORDER BY created LIMIT 500",
                          "DELETE FROM request_log WHERE created < ? ORDER BY created LIMIT 500"}) {
    for (std::int64_t deleted = kStep; deleted == kStep;) {
      if (stopping() || database.clock().Now() >= deadline) return total;
      RETURN_IF_ERROR(database.Transact(deadline, [&](Connection& connection) -> absl::Status {
        ASSIGN_OR_RETURN(deleted, connection.Execute(sql, {older_than}));
        return absl::OkStatus();
      }));
      total += deleted;
    }
  }
  return total;
}

}  // namespace laurel::sql
