#include <mutex>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/recognition/ledger/handlers.h"
#include "services/recognition/ledger/proof.h"

namespace laurel::recognition::ledger {
namespace {

// One in each replica, which is a process: every one adds up all entries, on a connection beside the pool.
constinit std::mutex verifying;

}  // namespace

absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(Env& env, rpc::Call& call,
                                                      const v1::VerifyLedgerRequest&) {
  const std::unique_lock alone(verifying, std::try_to_lock);
  if (!alone.owns_lock()) {
    return Error(absl::StatusCode::kResourceExhausted, "VERIFICATION_RUNNING",
                 "the ledger is being added up for somebody else: try again shortly")
        .RetryAfter(absl::Seconds(5));
  }
  ASSIGN_OR_RETURN(const Proof proof, VerifyApart(env.db, call.deadline));
  v1::VerifyLedgerResponse answer;
  answer.set_transactions(proof.transactions);
  answer.set_entries(proof.entries);
  answer.set_imbalance(proof.imbalance);
  answer.set_accounts_below_floor(proof.accounts_below_floor);
  answer.set_balances_off(proof.balances_off);
  return answer;
}

}  // namespace laurel::recognition::ledger
