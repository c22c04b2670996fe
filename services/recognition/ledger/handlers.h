// The calls about the ledger: one's own transactions, and what RECOGNITION_ADMIN and AUDITOR read of all.
// Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::ledger {

absl::StatusOr<v1::ListLedgerTransactionsResponse> ListLedgerTransactions(
    Env& env, rpc::Call& call, const v1::ListLedgerTransactionsRequest& request);
// Adds up all entries anew, whatever the shared proof (shared_proof.h) found or is at. One at a time in each
// replica: RESOURCE_EXHAUSTED, VERIFICATION_RUNNING, while this one is at it for somebody else. Replicas do
// not ask each other: at most as many run at once as there are replicas, and the shared proof beside them.
absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(Env& env, rpc::Call& call,
                                                      const v1::VerifyLedgerRequest& request);

}  // namespace laurel::recognition::ledger
