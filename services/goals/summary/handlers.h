// The call about numbers over many goals. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/goals/v1/goal_service.pb.h"
#include "services/goals/env.h"

namespace laurel::goals::summary {

absl::StatusOr<v1::GoalSummary> GetGoalSummary(Env& env, rpc::Call& call,
                                               const v1::GetGoalSummaryRequest& request);

}  // namespace laurel::goals::summary
