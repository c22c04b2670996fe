#include "services/recognition/ledger/shared_proof.h"

#include <string>
#include <string_view>

#include "common/api/ulid.h"
#include "common/status/macros.h"

namespace laurel::recognition::ledger {
namespace {

constexpr std::string_view kRead =
    "SELECT due_time <= UTC_TIMESTAMP(6), verify_time, transactions, entries, imbalance, below_floor, "
    "balances_off FROM ledger_proof WHERE id = 1";

constexpr std::string_view kClaim =
    "UPDATE ledger_proof SET claim = ?, claim_time = UTC_TIMESTAMP(6), "
    "due_time = UTC_TIMESTAMP(6) + INTERVAL ? SECOND WHERE id = 1 AND due_time <= UTC_TIMESTAMP(6)";

// Nothing, when somebody else has taken over.
constexpr std::string_view kStore =
    "UPDATE ledger_proof SET claim = '', verify_time = claim_time, "
    "due_time = UTC_TIMESTAMP(6) + INTERVAL ? SECOND, transactions = ?, entries = ?, imbalance = ?, "
    "below_floor = ?, balances_off = ? WHERE id = 1 AND claim = ?";

constexpr std::string_view kGiveBack =
    "UPDATE ledger_proof SET claim = '', due_time = UTC_TIMESTAMP(6) WHERE id = 1 AND claim = ?";

struct Standing {
  bool due = false;
  SharedProof last;
};

absl::StatusOr<Standing> Read(sql::Database& db, absl::Time deadline) {
  return db.Read<Standing>(deadline, [](sql::Connection& connection) -> absl::StatusOr<Standing> {
    ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(kRead));
    const sql::Row& row = rows.at(0);
    return Standing{.due = row.Int(0) != 0,
                    .last = {.time = row.Time(1),
                             .proof = {.transactions = row.Int(2),
                                       .entries = row.Int(3),
                                       .imbalance = row.Int(4),
                                       .accounts_below_floor = row.Int(5),
                                       .balances_off = row.Int(6)}}};
  });
}

// Whether it changed the row.
absl::StatusOr<bool> Change(sql::Database& db, absl::Time deadline, std::string_view statement,
                            const sql::Values& values) {
  bool changed = false;
  RETURN_IF_ERROR(db.Transact(deadline, [&](sql::Connection& connection) -> absl::Status {
    ASSIGN_OR_RETURN(const std::int64_t rows, connection.Execute(statement, values));
    changed = rows > 0;
    return absl::OkStatus();
  }));
  return changed;
}

absl::StatusOr<bool> Store(sql::Database& db, const std::string& claim, const Proof& proof,
                           absl::Duration step) {
  return Change(db, db.clock().Now() + step, kStore,
                {absl::ToInt64Seconds(kProofInterval), proof.transactions, proof.entries, proof.imbalance,
                 proof.accounts_below_floor, proof.balances_off, claim});
}

}  // namespace

absl::StatusOr<SharedProof> NewestProof(sql::Database& db, absl::Time deadline) {
  ASSIGN_OR_RETURN(const Standing standing, Read(db, deadline));
  return standing.last;
}

absl::Status ProveWhenDue(sql::Database& db, absl::Time deadline, const std::stop_token& stop) {
  const absl::Time now = db.clock().Now();
  const absl::Duration step = deadline - now;
  ASSIGN_OR_RETURN(const Standing standing, Read(db, deadline));
  if (!standing.due) return absl::OkStatus();
  const std::string claim = api::NewUlid(now);
  ASSIGN_OR_RETURN(const bool ours, Change(db, deadline, kClaim, {claim, absl::ToInt64Seconds(kProofClaim)}));
  if (!ours) return absl::OkStatus();
  const absl::StatusOr<Proof> proof = VerifyApart(db, now + kLongestProof, stop);
  if (proof.ok()) return Store(db, claim, *proof, step).status();
  // A failure keeps the claim until it is void: a ledger that takes too long is not added up over and over.
  if (!stop.stop_requested()) return proof.status();
  return Change(db, db.clock().Now() + step, kGiveBack, {claim}).status();
}

}  // namespace laurel::recognition::ledger
