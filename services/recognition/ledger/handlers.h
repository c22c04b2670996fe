// The calls about balances and the ledger: those of one's own, and those of RECOGNITION_ADMIN and AUDITOR.
// Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::ledger {

absl::StatusOr<v1::Balance> GetBalance(Env& env, rpc::Call& call, const v1::GetBalanceRequest& request);
absl::StatusOr<v1::ListLedgerTransactionsResponse> ListLedgerTransactions(
    Env& env, rpc::Call& call, const v1::ListLedgerTransactionsRequest& request);
absl::StatusOr<v1::Balance> BoostAllowance(Env& env, rpc::Call& call,
                                           const v1::BoostAllowanceRequest& request);
absl::StatusOr<v1::Balance> AdjustBalance(Env& env, rpc::Call& call, const v1::AdjustBalanceRequest& request);
absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(Env& env, rpc::Call& call,
                                                      const v1::VerifyLedgerRequest& request);

}  // namespace laurel::recognition::ledger
