#include "common/events/sequencer/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <span>
#include <string_view>
#include <vector>

#include "common/events/sequencer/statements.h"
#include "common/log/log.h"
#include "common/sql/errors.h"
#include "common/status/macros.h"

namespace laurel::events {
namespace {

// A statement with so many ids is prepared once for each power of two; FIELD compares each row with each id.
constexpr std::size_t kMostInStatement = 64;
constexpr int kNoSuchThread = 1094;

absl::Status NoLease() { return absl::NotFoundError("the table lease has no row 'events'"); }

// Of the server, as it counts them.
absl::StatusOr<std::int64_t> UptimeSeconds(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query("SHOW GLOBAL STATUS LIKE 'Uptime'"));
  std::int64_t seconds = 0;
  if (rows.empty()) return seconds;
  const std::string_view text = rows[0].Text(1);
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return seconds;
}

// A paused or half-open owner that holds the row locked would keep it as long as its connection lives.
absl::Status KillFormerOwner(sql::Connection& connection) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query("SELECT conn_id, TIMESTAMPDIFF(SECOND, expires, UTC_TIMESTAMP(6)) FROM lease "
                       "WHERE name = 'events' AND expires < UTC_TIMESTAMP(6) AND conn_id <> 0 "
                       "AND conn_id <> CONNECTION_ID()"));
  if (rows.empty()) return absl::OkStatus();
  // A server that started since then counts its connections anew: that id is somebody else's by now.
  ASSIGN_OR_RETURN(const std::int64_t uptime, UptimeSeconds(connection));
  if (rows[0].Int(1) >= uptime) return absl::OkStatus();
  const absl::Status killed = connection.Execute(fmt::format("KILL CONNECTION {}", rows[0].Int(0))).status();
  if (killed.ok() || sql::SqlErrorOf(killed) == kNoSuchThread) return absl::OkStatus();
  if (sql::IsConnectionLost(killed)) return killed;
  // Not a reason to give up: the fence holds, it may only take longer.
  log::Warning("the former sequencer's connection could not be killed",
               {{"sql_error", std::int64_t{sql::SqlErrorOf(killed)}}});
  return absl::OkStatus();
}

absl::Status Move(sql::Connection& connection, std::int64_t next_position,
                  const std::vector<std::string>& ids) {
  std::span<const std::string> rest(ids);
  while (!rest.empty()) {
    const auto some = rest.first(std::min(kMostInStatement, std::bit_floor(rest.size())));
    sql::Values values{next_position - 1};
    values.insert(values.end(), some.begin(), some.end());
    values.insert(values.end(), some.begin(), some.end());
    ASSIGN_OR_RETURN(const std::int64_t moved, connection.Execute(MoveStatement(some.size()), values));
    if (moved != static_cast<std::int64_t>(some.size())) {
      return absl::InternalError("an event left the outbox while the lease was locked");
    }
    next_position += moved;
    rest = rest.subspan(some.size());
  }
  return absl::OkStatus();
}

absl::Status RemoveMoved(sql::Connection& connection, std::int64_t first, std::int64_t count) {
  ASSIGN_OR_RETURN(const std::int64_t removed, connection.Execute(kRemoveMoved, {first, first + count - 1}));
  if (removed == count) return absl::OkStatus();
  return absl::InternalError("not every event that has a position left the outbox");
}

}  // namespace

std::string MoveStatement(std::size_t ids) {
  std::string list = "?";
  for (std::size_t i = 1; i < ids; ++i) list += ", ?";
  return fmt::format(
      "INSERT INTO event (position, id, sequenced, type, subject, time, audience, data) "
      "SELECT ? + FIELD(id, {0}), id, UTC_TIMESTAMP(6), type, subject, time, audience, data "
      "FROM event_pending WHERE id IN ({0})",
      list);
}

absl::Status PrepareSession(sql::Connection& connection) {
  // Longer than a step, shorter than the connection's read timeout.
  return connection.Execute("SET SESSION innodb_lock_wait_timeout = 2").status();
}

absl::StatusOr<LeaseView> LookAtLease(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT expires < UTC_TIMESTAMP(6), next_position FROM lease "
                                    "WHERE name = 'events'"));
  if (rows.empty()) return NoLease();
  return LeaseView{.expired = rows[0].Int(0) != 0, .next_position = rows[0].Int(1)};
}

absl::StatusOr<std::optional<std::int64_t>> TakeLease(sql::Connection& connection, const std::string& owner,
                                                      absl::Duration lease) {
  RETURN_IF_ERROR(KillFormerOwner(connection));
  ASSIGN_OR_RETURN(const std::int64_t taken,
                   connection.Execute(kTakeLease, {owner, absl::ToInt64Microseconds(lease)}));
  if (taken == 0) return std::optional<std::int64_t>();
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query("SELECT LAST_INSERT_ID()"));
  return std::optional<std::int64_t>(rows.at(0).Int(0));
}

absl::StatusOr<bool> RenewLease(sql::Connection& connection, std::int64_t epoch, absl::Duration lease) {
  ASSIGN_OR_RETURN(const std::int64_t renewed,
                   connection.Execute(kRenewLease, {absl::ToInt64Microseconds(lease), epoch}));
  return renewed == 1;
}

absl::Status ReleaseLease(sql::Connection& connection, std::int64_t epoch) {
  return connection.Execute(kReleaseLease, {epoch}).status();
}

absl::StatusOr<std::optional<absl::Duration>> AgeOfOldest(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT TIMESTAMPDIFF(MICROSECOND, inserted, UTC_TIMESTAMP(6)) "
                                    "FROM event_pending ORDER BY inserted, id LIMIT 1"));
  if (rows.empty()) return std::optional<absl::Duration>();
  return std::optional<absl::Duration>(absl::Microseconds(rows[0].Int(0)));
}

absl::StatusOr<std::optional<std::int64_t>> GivePositions(sql::Connection& connection, std::int64_t epoch,
                                                          absl::Duration lease) {
  RETURN_IF_ERROR(connection.Execute("START TRANSACTION").status());
  ASSIGN_OR_RETURN(const sql::Rows locked, connection.Query(kLockLease, {epoch}));
  if (locked.empty()) {
    RETURN_IF_ERROR(connection.Execute("ROLLBACK").status());
    return std::optional<std::int64_t>();
  }
  const std::int64_t first = locked[0].Int(0);
  // Read after the lock: what the former owner has moved is gone by now.
  ASSIGN_OR_RETURN(const sql::Rows pending, connection.Query(kPending));
  const auto count = static_cast<std::int64_t>(pending.size());
  if (count > 0) {
    std::vector<std::string> ids;
    ids.reserve(pending.size());
    for (const sql::Row& row : pending) ids.emplace_back(row.Text(0));
    RETURN_IF_ERROR(Move(connection, first, ids));
    RETURN_IF_ERROR(RemoveMoved(connection, first, count));
  }
  ASSIGN_OR_RETURN(const std::int64_t advanced,
                   connection.Execute(kAdvance, {first + count, absl::ToInt64Microseconds(lease), epoch}));
  if (advanced != 1) return absl::InternalError("the lease changed while it was locked");
  RETURN_IF_ERROR(connection.Execute("COMMIT").status());
  return std::optional<std::int64_t>(first + count);
}

}  // namespace laurel::events
