// The calls about a person's balance: one's own, and what RECOGNITION_ADMIN and AUDITOR read or change of
// others. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::balance {

absl::StatusOr<v1::Balance> GetBalance(Env& env, rpc::Call& call, const v1::GetBalanceRequest& request);
absl::StatusOr<v1::Balance> BoostAllowance(Env& env, rpc::Call& call,
                                           const v1::BoostAllowanceRequest& request);
absl::StatusOr<v1::Balance> AdjustBalance(Env& env, rpc::Call& call, const v1::AdjustBalanceRequest& request);

}  // namespace laurel::recognition::balance
