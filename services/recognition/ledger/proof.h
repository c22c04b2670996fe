// The ledger's proof: all entries added up, and compared with what else says the same. Range by range, so
// that no statement is long, and a new process or a shutdown never waits for a big ledger. Each range is read
// in one statement, and so of one moment: a transaction is in it with all of its entries, an account with its
// balance, or not at all. What is posted meanwhile is in the figures or not. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "common/sql/database.h"

namespace laurel::recognition::ledger {

struct Proof {
  std::int64_t transactions = 0;
  std::int64_t entries = 0;
  // Transactions that are not whole: entries that do not sum to 0, fewer than two of them, or of no
  // transaction.
  std::int64_t imbalance = 0;
  std::int64_t accounts_below_floor = 0;  // but `issued`: entries that sum to less than 0
  std::int64_t balances_off = 0;          // accounts whose stored balance is not the sum of their entries
};

// Entries in one range, about: a fraction of a second.
inline constexpr int kRangeOfProof = 20'000;

// Asks `go_on` before each range; its error ends the proof.
absl::StatusOr<Proof> Verify(sql::Connection& connection, const std::function<absl::Status()>& go_on,
                             int range = kRangeOfProof);
// On a connection of its own: it takes time in proportion to the ledger. DEADLINE_EXCEEDED; CANCELLED when it
// is asked to stop.
absl::StatusOr<Proof> VerifyApart(sql::Database& db, absl::Time deadline, const std::stop_token& stop = {});

}  // namespace laurel::recognition::ledger
