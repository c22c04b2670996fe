// Whom a recognition goes to, and which teams may read it, on the organisation as it is now. Thread-safe.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::giving {

// The people and the team that it names. INVALID_ARGUMENT: there is none of that name; FAILED_PRECONDITION,
// PERSON_LEFT. It may wait for somebody unknown (org/access.h): ask before the transaction.
absl::Status CheckReferences(const Env& env, const rpc::Call& call, const v1::Recognition& wanted);

// When it names a team: fills in its members now but the sender, without leavers. FAILED_PRECONDITION:
// TEAM_TOO_SMALL, TEAM_TOO_LARGE, with `members` in the metadata; UNAVAILABLE, ORGANIZATION_STALE.
absl::Status AddMembers(const Env& env, absl::Time now, v1::Recognition& recognition);

// Fills in audience_teams: the teams in which its recipients are now; of an add-on to something that teams
// read, only those teams. `parent`: nullptr for none. FAILED_PRECONDITION: NO_TEAM, when teams were to read
// it and there is none; AUDIENCE_TOO_LARGE. While the organisation is too old for TEAM: UNAVAILABLE,
// ORGANIZATION_STALE.
absl::Status AddAudience(const Env& env, absl::Time now, const v1::Recognition* parent,
                         v1::Recognition& recognition);

}  // namespace laurel::recognition::giving
