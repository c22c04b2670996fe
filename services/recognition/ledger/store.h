// The ledger in SQL: transactions and entries are only ever added, balances follow in guarded statements. A
// connection and a Changes are used by one thread at a time.
//
// Lock order of everything that posts: recognition, then giver, then the held/ account, which nobody touches
// without the lock of its recognition, then earned/ accounts by name.
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
#include "common/sql/guard_rows.h"
#include "common/sql/lock.h"
#include "laurel/recognition/v1/ledger.pb.h"
#include "services/recognition/ledger/rules.h"

namespace laurel::recognition::ledger {

// Adds the transaction with its entries, whose history it stands in, and the new balances: debits as guarded
// updates that let no account fall below 0, credits as upserts, both in order of name. Transactions of one
// Changes take effect in the order in which they are added. `creator`: id of a person, or empty: Laurel.
// Called by Post alone (ledger/post.h).
void Insert(sql::Changes& changes, const Transaction& transaction, std::string_view creator, absl::Time now);

// Accounts as rows to be locked: one that nothing was posted to is made with 0 on it (sql::LockGuards).
extern const sql::GuardRows kAccounts;

// 0 for an account that nothing was posted to.
absl::StatusOr<std::int64_t> BalanceOf(sql::Connection& connection, std::string_view account, sql::Lock lock);
// In the order of `accounts`; locked, when asked for, one by one in order of name.
absl::StatusOr<std::vector<std::int64_t>> BalancesOf(sql::Connection& connection,
                                                     const std::vector<std::string>& accounts,
                                                     sql::Lock lock);

// The entries of the recognition's GIVE or HOLD; empty: it moved no points.
absl::StatusOr<std::vector<Entry>> PaymentOf(sql::Connection& connection, std::string_view recognition);

struct Listing {
  std::string person = {};       // id; or
  std::string recognition = {};  // id
  int kind = 0;                  // with person; 0: any
  std::string period = {};       // with person; empty: any
  std::string after = {};        // id of a transaction: older ones
  int limit = 0;
};
// Newest first, with all their entries.
absl::StatusOr<std::vector<v1::LedgerTransaction>> List(sql::Connection& connection, const Listing& listing);

}  // namespace laurel::recognition::ledger
