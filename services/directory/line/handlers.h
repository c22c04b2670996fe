// The calls about reporting lines. Free functions, one a call, named as it; they run on workers, many at
// once, after the pipeline has checked what the protos declare. Errors: the database's; NOT_FOUND for a
// person who is unknown; UNAVAILABLE, ORGANIZATION_STALE, where the answer depends on relations and the
// organisation is too old; and those that stand here.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/env.h"

namespace laurel::directory::line {

// INVALID_ARGUMENT on `manager` or `coach`, `start_date`; ABORTED, STALE_ETAG; FAILED_PRECONDITION:
// PERSON_LEFT, and of managers CYCLE.
absl::StatusOr<v1::Person> SetManager(Env& env, rpc::Call& call, const v1::SetManagerRequest& request);
absl::StatusOr<v1::Person> SetCoach(Env& env, rpc::Call& call, const v1::SetCoachRequest& request);
// INVALID_ARGUMENT on `as_of`, `page_token`.
absl::StatusOr<v1::ListReportsResponse> ListReports(Env& env, rpc::Call& call,
                                                    const v1::ListReportsRequest& request);
// INVALID_ARGUMENT on `as_of`.
absl::StatusOr<v1::GetReportingChainResponse> GetReportingChain(Env& env, rpc::Call& call,
                                                                const v1::GetReportingChainRequest& request);

}  // namespace laurel::directory::line
