// The sequencer's SQL: its lease, and one step (evidence for each statement: docs/adr/0014). Every locking
// statement touches only its own rows, however few there are. Used with one connection, by one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"

namespace laurel::events {

// Once for a connection: how long its statements wait for a lock.
absl::Status PrepareSession(sql::Connection& connection);

// The lease as another one sees it, without waiting for whoever holds it.
struct LeaseView {
  bool expired = false;
  std::int64_t next_position = 1;
};
absl::StatusOr<LeaseView> LookAtLease(sql::Connection& connection);

// Takes an expired lease, after killing the connection of its former owner, which may hold its row locked.
// Answers the new epoch; nullopt: somebody else was faster.
absl::StatusOr<std::optional<std::int64_t>> TakeLease(sql::Connection& connection, const std::string& owner,
                                                      absl::Duration lease);
// False: somebody else has taken it.
absl::StatusOr<bool> RenewLease(sql::Connection& connection, std::int64_t epoch, absl::Duration lease);
// Another one may take it at once.
absl::Status ReleaseLease(sql::Connection& connection, std::int64_t epoch);

// How long ago the oldest committed event without a position was inserted; nullopt: there is none. Locks
// nothing.
absl::StatusOr<std::optional<absl::Duration>> AgeOfOldest(sql::Connection& connection);

// Moves up to kMostInStep pending events behind the last position, renews the lease, and commits. Answers the
// next position to be given; nullopt: somebody else has the lease, nothing was moved. After an error the
// transaction is open still.
inline constexpr int kMostInStep = 256;
absl::StatusOr<std::optional<std::int64_t>> GivePositions(sql::Connection& connection, std::int64_t epoch,
                                                          absl::Duration lease);

}  // namespace laurel::events
