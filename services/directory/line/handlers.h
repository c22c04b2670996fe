// SetManager, ListReports, GetReportingChain.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"

namespace laurel::directory::line {

absl::StatusOr<v1::Person> SetManager(Env& env, rpc::Call& call, const v1::SetManagerRequest& request);
absl::StatusOr<v1::ListReportsResponse> ListReports(Env& env, rpc::Call& call,
                                                    const v1::ListReportsRequest& request);
absl::StatusOr<v1::GetReportingChainResponse> GetReportingChain(Env& env, rpc::Call& call,
                                                                const v1::GetReportingChainRequest& request);

}  // namespace laurel::directory::line
