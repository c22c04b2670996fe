// The calls about service accounts. Free functions, one a call, named as it; they run on workers, many at
// once, after the pipeline has checked what the protos declare. Errors: the database's, and those that stand
// here.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/env.h"

namespace laurel::directory::service_account {

// INVALID_ARGUMENT on `service_account.subject`; ALREADY_EXISTS, SUBJECT_TAKEN.
absl::StatusOr<v1::ServiceAccount> CreateServiceAccount(Env& env, rpc::Call& call,
                                                        const v1::CreateServiceAccountRequest& request);
// From now on its tokens are refused. NOT_FOUND; ABORTED, STALE_ETAG; FAILED_PRECONDITION, ALREADY_DISABLED.
absl::StatusOr<v1::ServiceAccount> DisableServiceAccount(Env& env, rpc::Call& call,
                                                         const v1::DisableServiceAccountRequest& request);
// INVALID_ARGUMENT on `page_size`, `page_token`.
absl::StatusOr<v1::ListServiceAccountsResponse> ListServiceAccounts(
    Env& env, rpc::Call& call, const v1::ListServiceAccountsRequest& request);

}  // namespace laurel::directory::service_account
