// The calls about members of teams. Free functions, one a call, named as it; they run on workers, many at
// once, after the pipeline has checked what the protos declare. Errors: the database's; NOT_FOUND for a team
// that is unknown; and those that stand here.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/env.h"

namespace laurel::directory::membership {

// INVALID_ARGUMENT on `team_member.person`, `start_date`; FAILED_PRECONDITION: PERSON_LEFT, TEAM_CLOSED;
// ALREADY_EXISTS, ALREADY_MEMBER.
absl::StatusOr<v1::TeamMember> AddTeamMember(Env& env, rpc::Call& call,
                                             const v1::AddTeamMemberRequest& request);
// NOT_FOUND: also for who is no member after that day; INVALID_ARGUMENT on `end_date`; FAILED_PRECONDITION,
// PERSON_LEFT. A membership that had not begun by that day is taken back: its end is before its start.
absl::StatusOr<v1::TeamMember> RemoveTeamMember(Env& env, rpc::Call& call,
                                                const v1::RemoveTeamMemberRequest& request);
// Without those who have left by that day. INVALID_ARGUMENT on `as_of`, `page_token`.
absl::StatusOr<v1::ListTeamMembersResponse> ListTeamMembers(Env& env, rpc::Call& call,
                                                            const v1::ListTeamMembersRequest& request);

}  // namespace laurel::directory::membership
