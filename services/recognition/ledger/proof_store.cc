// The ledger's proof: all entries added up. Each figure is one statement, and so of one moment: a transaction
// is in it with all of its entries and balances, or not at all.
#include "common/status/macros.h"
#include "services/recognition/ledger/store.h"

namespace laurel::recognition::ledger {
namespace {

constexpr std::string_view kTransactions = "SELECT COUNT(*) FROM ledger_transaction";

constexpr std::string_view kEntries =
    "SELECT COALESCE(SUM(entries), 0), COALESCE(SUM(total <> 0), 0) FROM "
    "(SELECT COUNT(*) AS entries, SUM(delta) AS total FROM ledger_entry GROUP BY transaction) sums";

constexpr std::string_view kBelowFloor =
    "SELECT COUNT(*) FROM (SELECT account FROM ledger_entry WHERE account <> 'issued' "
    "GROUP BY account HAVING SUM(delta) < 0) below";

// A balance without entries has to be 0, and entries without a balance have to sum to 0.
constexpr std::string_view kBalancesOff =
    "SELECT (SELECT COUNT(*) FROM (SELECT account, SUM(delta) AS total FROM ledger_entry "
    "WHERE account <> 'issued' GROUP BY account) sums "
    "LEFT JOIN ledger_account a ON a.account = sums.account WHERE sums.total <> COALESCE(a.balance, 0)) "
    "+ (SELECT COUNT(*) FROM ledger_account a WHERE a.balance <> 0 "
    "AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.account = a.account))";

absl::StatusOr<std::int64_t> Count(sql::Connection& connection, std::string_view statement) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement));
  return rows.front().Int(0);
}

}  // namespace

absl::StatusOr<Proof> Verify(sql::Connection& connection) {
  Proof proof;
  ASSIGN_OR_RETURN(proof.transactions, Count(connection, kTransactions));
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(kEntries));
  proof.entries = rows.front().Int(0);
  proof.imbalance = rows.front().Int(1);
  ASSIGN_OR_RETURN(proof.accounts_below_floor, Count(connection, kBelowFloor));
  ASSIGN_OR_RETURN(proof.balances_off, Count(connection, kBalancesOff));
  return proof;
}

absl::StatusOr<Proof> VerifyApart(sql::Database& db, absl::Time deadline) {
  Proof proof;
  RETURN_IF_ERROR(db.Dedicated(deadline, [&](sql::Connection& connection) -> absl::Status {
    ASSIGN_OR_RETURN(proof, Verify(connection));
    return absl::OkStatus();
  }));
  return proof;
}

}  // namespace laurel::recognition::ledger
