// The right to migrate a schema, held by one process at a time: a row with an epoch, kept alive by a thread
// of its own while a long statement runs. Used by one thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "absl/status/status.h"
#include "common/sql/connection.h"
#include "common/sql/database.h"
#include "common/sql/deadline.h"

namespace laurel::sql {

class MigrationLease {
 public:
  // `connection` is the one that migrates: whoever takes over kills it.
  MigrationLease(Database& database, Connection& connection) : database_(database), connection_(connection) {}

  // Waits for another migrator. UNAVAILABLE, MIGRATION_RUNNING, at the deadline.
  absl::Status Take(const Deadline& deadline);
  // Not OK when somebody else has taken over: ask before each statement.
  absl::Status Check();
  absl::Status Release();

 private:
  absl::StatusOr<bool> TryTake();
  absl::Status KillOverdueOwner();
  void KeepAlive(const std::stop_token& stop);

  Database& database_;
  Connection& connection_;
  std::int64_t epoch_ = 0;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread keeper_;  // last: it uses the others until it has ended
};

}  // namespace laurel::sql
