#include "services/recognition/ledger/proof.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/sql/deadline.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::recognition::ledger {
namespace {

using GoOn = std::function<absl::Status()>;
using AddUp = std::function<absl::Status(const sql::Values& range)>;

// What one statement may take: the end of the process waits for one.
constexpr absl::Duration kStatementLimit = absl::Seconds(10);

// After every id and every name of an account.
constexpr char kEnd[] = "~";

// Where the range after a transaction, or after an account, ends. `issued` is in most transactions: left out.
constexpr std::string_view kEndOfTransactions =
    "SELECT transaction FROM ledger_entry FORCE INDEX (PRIMARY) WHERE transaction > ? "
    "ORDER BY transaction LIMIT 1 OFFSET ?";
constexpr std::string_view kEndOfAccounts =
    "SELECT account FROM ledger_entry FORCE INDEX (by_account) WHERE account > ? AND account <> 'issued' "
    "ORDER BY account LIMIT 1 OFFSET ?";

// From both sides: a transaction without entries, and entries without a transaction, are found.
constexpr std::string_view kTransactions =
    "SELECT COALESCE(SUM(heads), 0), COALESCE(SUM(entries), 0), "
    "COALESCE(SUM(heads <> 1 OR entries < 2 OR total <> 0), 0) FROM ("
    "SELECT id, SUM(head) AS heads, SUM(entry) AS entries, SUM(delta) AS total FROM ("
    "SELECT id, 1 AS head, 0 AS entry, 0 AS delta FROM ledger_transaction FORCE INDEX (PRIMARY) "
    "WHERE id > ? AND id <= ? "
    "UNION ALL SELECT transaction, 0, COUNT(*), SUM(delta) FROM ledger_entry FORCE INDEX (PRIMARY) "
    "WHERE transaction > ? AND transaction <= ? GROUP BY transaction) parts GROUP BY id) sums";

// A balance without entries has to be 0, and entries without a balance have to sum to 0.
constexpr std::string_view kAccounts =
    "SELECT COALESCE(SUM(total < 0), 0), COALESCE(SUM(total <> balance), 0) FROM ("
    "SELECT account, SUM(kept) AS balance, SUM(delta) AS total FROM ("
    "SELECT account, balance AS kept, 0 AS delta FROM ledger_account FORCE INDEX (PRIMARY) WHERE account > "
    "? AND account <= ? "
    "UNION ALL SELECT account, 0, SUM(delta) FROM ledger_entry FORCE INDEX (by_account) "
    "WHERE account > ? AND account <= ? AND account <> 'issued' GROUP BY account) parts GROUP BY account) "
    "sums";

// Every key belongs to one range, whatever is added meanwhile: the last one has no end.
absl::Status RangeByRange(sql::Connection& connection, std::string_view end_of_range, int range,
                          const GoOn& go_on, const AddUp& add_up) {
  for (std::string after; after != kEnd;) {
    RETURN_IF_ERROR(go_on());
    ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(end_of_range, {after, std::int64_t{range}}));
    const std::string last = rows.empty() ? kEnd : std::string(rows.front().Text(0));
    RETURN_IF_ERROR(add_up({after, last, after, last}));
    after = last;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Proof> Verify(sql::Connection& connection, const GoOn& go_on, int range) {
  Proof proof;
  RETURN_IF_ERROR(RangeByRange(
      connection, kEndOfTransactions, range, go_on, [&](const sql::Values& values) -> absl::Status {
        ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(kTransactions, values));
        proof.transactions += rows.front().Int(0);
        proof.entries += rows.front().Int(1);
        proof.imbalance += rows.front().Int(2);
        return absl::OkStatus();
      }));
  RETURN_IF_ERROR(
      RangeByRange(connection, kEndOfAccounts, range, go_on, [&](const sql::Values& values) -> absl::Status {
        ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(kAccounts, values));
        proof.accounts_below_floor += rows.front().Int(0);
        proof.balances_off += rows.front().Int(1);
        return absl::OkStatus();
      }));
  return proof;
}

absl::StatusOr<Proof> VerifyApart(sql::Database& db, absl::Time deadline, const std::stop_token& stop) {
  const sql::Deadline until(deadline, db.clock());
  const auto go_on = [&]() -> absl::Status {
    if (stop.stop_requested()) return absl::CancelledError("the process ends");
    if (!until.Over()) return absl::OkStatus();
    return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                 "the ledger takes longer to add up than the call may take: give it more time");
  };
  Proof proof;
  RETURN_IF_ERROR(db.Dedicated(std::min(deadline, db.clock().Now() + kStatementLimit),
                               [&](sql::Connection& connection) -> absl::Status {
                                 ASSIGN_OR_RETURN(proof, Verify(connection, go_on));
                                 return absl::OkStatus();
                               }));
  return proof;
}

}  // namespace laurel::recognition::ledger
