// Rows that exist only to be locked: one for each thing (a person's calendar, somebody's purse) about which
// writers must decide one after the other. A row is made when it is needed for the first time, in a
// transaction of its own: INSERT takes locks that a decision must not wait for, let alone hold.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "common/sql/database.h"
#include "common/sql/errors.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::sql {

// The statements of one table of guards; each has one placeholder, the key.
struct GuardRows {
  std::string_view insert;  // "INSERT IGNORE INTO calendar (person) VALUES (?)"
  std::string_view lock;    // "SELECT person FROM calendar WHERE person = ? FOR UPDATE"
};

// The reason of a transaction that needs a guard which is not there. Stays inside the service.
inline constexpr std::string_view kGuardMissing = "GUARD_MISSING";
absl::Status GuardMissing();

// Locks them in the order of their keys, so that two writers never wait for each other. ABORTED,
// GUARD_MISSING, when one of them does not exist: the transaction must end, and WithGuards makes it.
absl::Status LockGuards(Connection& connection, const GuardRows& guards, std::vector<std::string> keys);

// Makes those that do not exist, in a transaction of its own.
absl::Status MakeGuards(Database& db, absl::Time deadline, const GuardRows& guards,
                        std::vector<std::string> keys);

// A key may be needed that was not known before, between two runs; hardly more often than this.
inline constexpr int kMostGuardedRuns = 4;

// Runs `write`, which calls LockGuards in its transaction, and again once the guards of `keys` are there when
// it answers GUARD_MISSING. `write` may say itself which they are: `keys` is looked at after it. CONTENTION
// when that does not end.
template <typename R>
absl::StatusOr<R> WithGuards(Database& db, absl::Time deadline, const GuardRows& guards,
                             const std::vector<std::string>& keys,
                             const std::function<absl::StatusOr<R>()>& write) {
  for (int run = 0; run < kMostGuardedRuns; ++run) {
    absl::StatusOr<R> written = write();
    if (ReasonOf(written.status()) != kGuardMissing) return written;
    RETURN_IF_ERROR(MakeGuards(db, deadline, guards, keys));
  }
  return Contention();
}

}  // namespace laurel::sql
