// The calls about teams. Free functions, one a call, named as it; they run on workers, many at once, after
// the pipeline has checked what the protos declare. Errors: the database's, and those that stand here.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"

namespace laurel::directory::team {

// INVALID_ARGUMENT on `page_token`.
absl::StatusOr<v1::ListTeamsResponse> ListTeams(Env& env, rpc::Call& call,
                                                const v1::ListTeamsRequest& request);

}  // namespace laurel::directory::team
