// The call about coaching coverage. A free function; it runs on a database worker, after the pipeline has
// checked what the protos declare.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_service.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::coverage {

// For a manager, whoever is above them in the LINE, HR_ADMIN and AUDITOR.
absl::StatusOr<v1::GetCoachingCoverageResponse> GetCoachingCoverage(
    Env& env, rpc::Call& call, const v1::GetCoachingCoverageRequest& request);

}  // namespace laurel::feedback::coverage
