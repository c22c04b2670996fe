// The calls about check-ins. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/goals/v1/goal_service.pb.h"
#include "services/goals/env.h"

namespace laurel::goals::check_in {

absl::StatusOr<v1::CheckIn> RecordCheckIn(Env& env, rpc::Call& call, const v1::RecordCheckInRequest& request);
absl::StatusOr<v1::ListCheckInsResponse> ListCheckIns(Env& env, rpc::Call& call,
                                                      const v1::ListCheckInsRequest& request);

}  // namespace laurel::goals::check_in
