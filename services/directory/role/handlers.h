// The calls about grants of roles. Free functions, one a call, named as it; they run on workers, many at
// once, after the pipeline has checked what the protos declare. Errors: the database's, and those that stand
// here.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/env.h"

namespace laurel::directory::role {

// INVALID_ARGUMENT on `role_grant.person`; PERMISSION_DENIED, SELF_GRANT; FAILED_PRECONDITION, PERSON_LEFT;
// ALREADY_EXISTS, ALREADY_HELD.
absl::StatusOr<v1::RoleGrant> GrantRole(Env& env, rpc::Call& call, const v1::GrantRoleRequest& request);
// NOT_FOUND; ABORTED, STALE_ETAG; FAILED_PRECONDITION: WRONG_STATE for one that has ended, LAST_HR_ADMIN.
absl::StatusOr<v1::RoleGrant> RevokeRole(Env& env, rpc::Call& call, const v1::RevokeRoleRequest& request);
// INVALID_ARGUMENT on `page_token`, `person`; PERMISSION_DENIED: another person's.
absl::StatusOr<v1::ListRoleGrantsResponse> ListRoleGrants(Env& env, rpc::Call& call,
                                                          const v1::ListRoleGrantsRequest& request);

}  // namespace laurel::directory::role
