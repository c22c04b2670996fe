// The ledger in SQL: transactions and entries are only ever added, balances follow in guarded statements. A
// connection and a Changes are used by one thread at a time.
//
// Lock order of everything that posts: recognition, then giver, then earned/ and held/ accounts by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/database.h"
#include "common/sql/lock.h"
#include "laurel/recognition/v1/ledger.pb.h"
#include "services/recognition/ledger/rules.h"

namespace laurel::recognition::ledger {

// Adds the transaction with its entries, whose history it stands in, and the new balances: debits as guarded
// updates that let no account fall below 0, credits as upserts, both in order of name. Transactions of one
// Changes take effect in the order in which they are added. `creator`: id of a person, or empty: Laurel.
// Called by Post alone (ledger/post.h).
void Insert(sql::Changes& changes, const Transaction& transaction, std::string_view creator, absl::Time now);

// 0 for an account that nothing was posted to.
absl::StatusOr<std::int64_t> BalanceOf(sql::Connection& connection, std::string_view account, sql::Lock lock);
// In the order of `accounts`; locked, when asked for, one by one in order of name.
absl::StatusOr<std::vector<std::int64_t>> BalancesOf(sql::Connection& connection,
                                                     const std::vector<std::string>& accounts,
                                                     sql::Lock lock);

// What waits for approval of what this person (id) gave.
absl::StatusOr<std::int64_t> HeldOf(sql::Connection& connection, std::string_view sender);

// The entries of the recognition's GIVE or HOLD; empty: it moved no points.
absl::StatusOr<std::vector<Entry>> PaymentOf(sql::Connection& connection, std::string_view recognition);

struct Listing {
  std::string person = {};       // id; or
  std::string recognition = {};  // id; or everything
  int kind = 0;                  // with person; 0: any
  std::string period = {};       // with person; empty: any
  std::string after = {};        // id of a transaction: older ones
  int limit = 0;
};
// Newest first, with all their entries.
absl::StatusOr<std::vector<v1::LedgerTransaction>> List(sql::Connection& connection, const Listing& listing);

struct Proof {
  std::int64_t transactions = 0;
  std::int64_t entries = 0;
  std::int64_t imbalance = 0;
  std::int64_t accounts_below_floor = 0;
  std::int64_t balances_off = 0;
};
// Adds up all entries: each figure is of one moment. Takes time in proportion to the ledger.
absl::StatusOr<Proof> Verify(sql::Connection& connection);
// The same on a connection of its own: a big ledger takes longer than a statement of the pool may.
absl::StatusOr<Proof> VerifyApart(sql::Database& db, absl::Time deadline);

}  // namespace laurel::recognition::ledger
