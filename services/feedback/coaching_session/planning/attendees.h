// Who may be asked to a session: people who are here, and whom its coach may coach. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/org/access.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::coaching_session {

// Positions in `session.attendees()`.
using Positions = std::vector<int>;
Positions AllAttendees(const v1::CoachingSession& session);
// Those of `session` who do not attend `other`.
Positions NotAttending(const v1::CoachingSession& session, const v1::CoachingSession& other);

// What a request says of these attendees, for org::CheckPeople.
std::vector<org::PersonReference> ReferencesTo(const v1::CoachingSession& session,
                                               const Positions& attendees);

// PERMISSION_DENIED, NOT_YOUR_REPORT, when the session is of a kind for which its coach must be one who may
// coach them, and is not. UNAVAILABLE, ORGANIZATION_STALE.
absl::Status CheckMayCoach(const Env& env, const rpc::Call& call, const v1::CoachingSession& session,
                           const Positions& attendees);

}  // namespace laurel::feedback::coaching_session
