// What the calls that change a session's state have in common. Pure but for Changes, which they fill.
#pragma once

#include <string_view>

#include "common/sql/changes.h"
#include "services/feedback/coaching_session/store.h"
#include "services/feedback/events.h"

namespace laurel::feedback::coaching_session {

// The session in its next version, in this state; state_time moves when the state does.
v1::CoachingSession NextVersion(const Stored& before, v1::CoachingSessionState state, absl::Time now);

// Writes the session, and the change of state if there is one, with its event.
void SaveChange(const Telling& telling, const Stored& before, const v1::CoachingSession& after,
                std::string_view reason);

// Everybody whom an answer with this session names.
void MentionPeople(const v1::CoachingSession& session, sql::Changes& changes);

}  // namespace laurel::feedback::coaching_session
