// ListTeams.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"

namespace laurel::directory::team {

absl::StatusOr<v1::ListTeamsResponse> ListTeams(Env& env, rpc::Call& call,
                                                const v1::ListTeamsRequest& request);

}  // namespace laurel::directory::team
