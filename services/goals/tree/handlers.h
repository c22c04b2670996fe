// The calls about trees. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/goals/v1/goal_service.pb.h"
#include "services/goals/env.h"

namespace laurel::goals::tree {

absl::StatusOr<v1::GetGoalTreeResponse> GetGoalTree(Env& env, rpc::Call& call,
                                                    const v1::GetGoalTreeRequest& request);

}  // namespace laurel::goals::tree
