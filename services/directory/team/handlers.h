// The calls about teams. Free functions, one a call, named as it; they run on workers, many at once, after
// the pipeline has checked what the protos declare. Errors: the database's, and those that stand here.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/env.h"

namespace laurel::directory::team {

// INVALID_ARGUMENT on `page_token`.
absl::StatusOr<v1::ListTeamsResponse> ListTeams(Env& env, rpc::Call& call,
                                                const v1::ListTeamsRequest& request);

// INVALID_ARGUMENT on `parent`, `start_date`; FAILED_PRECONDITION, TEAM_CLOSED: the parent; ALREADY_EXISTS,
// NAME_TAKEN.
absl::StatusOr<v1::Team> CreateTeam(Env& env, rpc::Call& call, const v1::CreateTeamRequest& request);
// NOT_FOUND.
absl::StatusOr<v1::Team> GetTeam(Env& env, rpc::Call& call, const v1::GetTeamRequest& request);

// These change a team: NOT_FOUND; ABORTED, STALE_ETAG; FAILED_PRECONDITION, TEAM_CLOSED. What is so already
// changes nothing.
// INVALID_ARGUMENT on `team.name`, `update_mask`; ALREADY_EXISTS, NAME_TAKEN.
absl::StatusOr<v1::Team> UpdateTeam(Env& env, rpc::Call& call, const v1::UpdateTeamRequest& request);
// INVALID_ARGUMENT on `parent`, `start_date`; FAILED_PRECONDITION, CYCLE.
absl::StatusOr<v1::Team> MoveTeam(Env& env, rpc::Call& call, const v1::MoveTeamRequest& request);
// INVALID_ARGUMENT on `end_date`; FAILED_PRECONDITION: TEAM_HAS_MEMBERS, TEAM_HAS_TEAMS.
absl::StatusOr<v1::Team> CloseTeam(Env& env, rpc::Call& call, const v1::CloseTeamRequest& request);

}  // namespace laurel::directory::team
