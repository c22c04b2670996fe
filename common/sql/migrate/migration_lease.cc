#include "common/sql/migrate/migration_lease.h"

#include <fmt/format.h>

#include <chrono>
#include <string>

#include "common/sql/process_name.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::sql {
namespace {

constexpr char kRenew[] =
    "UPDATE lease SET expires = UTC_TIMESTAMP(6) + INTERVAL 10 SECOND WHERE name = 'migration' AND epoch = ?";
constexpr auto kRenewEvery = std::chrono::seconds(3);
constexpr auto kAskAgain = std::chrono::milliseconds(100);

}  // namespace

absl::Status MigrationLease::Take(const Deadline& deadline) {
  RETURN_IF_ERROR(
      connection_
          .Execute("INSERT INTO lease (name, owner, epoch, conn_id, expires, next_position) "
                   "VALUES ('migration', '', 0, 0, '2000-01-01', 0) ON DUPLICATE KEY UPDATE name = name")
          .status());
  for (;;) {
    ASSIGN_OR_RETURN(const bool taken, TryTake());
    if (taken) break;
    if (deadline.Over()) {
      return Error(absl::StatusCode::kUnavailable, "MIGRATION_RUNNING",
                   "another process is migrating the schema: try again when it is done")
          .RetryAfter(absl::Seconds(5));
    }
    std::this_thread::sleep_for(kAskAgain);
  }
  keeper_ = std::jthread([this](const std::stop_token& stop) { KeepAlive(stop); });
  return absl::OkStatus();
}

absl::StatusOr<bool> MigrationLease::TryTake() {
  RETURN_IF_ERROR(KillOverdueOwner());
  ASSIGN_OR_RETURN(
      const std::int64_t changed,
      connection_.Execute("UPDATE lease SET owner = ?, epoch = epoch + 1, conn_id = CONNECTION_ID(), "
                          "expires = UTC_TIMESTAMP(6) + INTERVAL 10 SECOND "
                          "WHERE name = 'migration' AND expires < UTC_TIMESTAMP(6)",
                          {ProcessName()}));
  if (changed == 0) return false;
  ASSIGN_OR_RETURN(const Rows rows, connection_.Query("SELECT epoch FROM lease WHERE name = 'migration' AND "
                                                      "conn_id = CONNECTION_ID()"));
  if (rows.empty()) return false;
  epoch_ = rows[0].Int(0);
  return true;
}

absl::Status MigrationLease::KillOverdueOwner() {
  ASSIGN_OR_RETURN(
      const Rows rows,
      connection_.Query("SELECT conn_id FROM lease WHERE name = 'migration' AND conn_id <> 0 AND "
                        "conn_id <> CONNECTION_ID() AND expires < UTC_TIMESTAMP(6)"));
  if (rows.empty()) return absl::OkStatus();
  // A statement of the old owner may still run, or hold locks for as long as its half-open connection lives.
  // Mostly it is gone, which is an error here and all the same.
  connection_.Execute(fmt::format("KILL CONNECTION {}", rows[0].Int(0))).IgnoreError();
  return absl::OkStatus();
}

absl::Status MigrationLease::Check() {
  ASSIGN_OR_RETURN(const std::int64_t changed, connection_.Execute(kRenew, {epoch_}));
  if (changed == 1) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "MIGRATION_TAKEN_OVER",
               "another process has taken the migration over");
}

absl::Status MigrationLease::Release() {
  keeper_ = std::jthread();
  return connection_
      .Execute("UPDATE lease SET conn_id = 0, expires = '2000-01-01' WHERE name = 'migration' AND epoch = ?",
               {epoch_})
      .status();
}

void MigrationLease::KeepAlive(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, stop, kRenewEvery, [&] { return stop.stop_requested(); })) {
    // A failure shows in Check, or not at all when the next one succeeds.
    database_
        .Transact(database_.clock().Now() + absl::Seconds(3),
                  [&](Connection& connection) { return connection.Execute(kRenew, {epoch_}).status(); })
        .IgnoreError();
  }
}

}  // namespace laurel::sql
