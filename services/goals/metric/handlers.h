// The call about metrics. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/goals/v1/goal_service.pb.h"
#include "services/goals/env.h"

namespace laurel::goals::metric {

absl::StatusOr<v1::ListMetricsResponse> ListMetrics(Env& env, rpc::Call& call,
                                                    const v1::ListMetricsRequest& request);

}  // namespace laurel::goals::metric
