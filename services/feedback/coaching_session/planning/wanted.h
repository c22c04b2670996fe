// Whose time a plan takes, and when. Pure; thread-safe.
#pragma once

#include <vector>

#include "laurel/feedback/v1/coaching_session.pb.h"
#include "services/feedback/calendar/guard.h"

namespace laurel::feedback::coaching_session {

// Of sessions, at least one, in which the same people take part.
calendar::Wanted WantedBy(const std::vector<v1::CoachingSession>& sessions);
// Of one that is there already and does not stand in its own way. Lives no longer than the session.
calendar::Wanted WantedAnew(const v1::CoachingSession& session);

}  // namespace laurel::feedback::coaching_session
