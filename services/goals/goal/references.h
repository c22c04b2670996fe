// Whom and which team a goal names, and who may name them, on the organisation as it is now. Thread-safe.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "laurel/goals/v1/goal.pb.h"
#include "services/goals/env.h"

namespace laurel::goals::goal {

// Owners and team exist, and no owner has left. INVALID_ARGUMENT; FAILED_PRECONDITION, PERSON_LEFT. It may
// wait for somebody unknown (org/access.h): ask before the transaction.
absl::Status CheckReferences(const Env& env, const rpc::Call& call, const v1::Goal& goal);

// "Who may start what" of the product: PERSON for oneself; TEAM by a LEAD of its team, or who is above one;
// COMPANY, and all of TEAM, by HR_ADMIN. PERMISSION_DENIED, NOT_YOUR_REPORT; UNAVAILABLE, ORGANIZATION_STALE.
absl::Status CheckMayCreate(const Env& env, const rpc::Call& call, const v1::Goal& goal);
// By who may coach its owner.
absl::Status CheckMayPropose(const Env& env, const rpc::Call& call, const v1::Goal& goal);

// Of a goal of level PERSON that its team is to read and that names none: fills in the one that its owner is
// in. FAILED_PRECONDITION: NO_TEAM, there is none that could read it; TEAM_CLOSED. INVALID_ARGUMENT on
// goal.team: they are in several, or not in that. UNAVAILABLE, ORGANIZATION_STALE.
absl::Status SettleTeam(const Env& env, const rpc::Call& call, v1::Goal& goal);

}  // namespace laurel::goals::goal
