#include "services/feedback/departure/rules.h"

#include <algorithm>

#include "services/feedback/coaching_session/rules.h"

namespace laurel::feedback::departure {

std::optional<v1::CoachingSessionState> StateAfter(const v1::CoachingSession& session,
                                                   const std::function<bool(std::string_view)>& has_left) {
  const auto& attendees = session.attendees();
  switch (session.state()) {
    case v1::COACHING_SESSION_STATE_SCHEDULED:
    case v1::COACHING_SESSION_STATE_IN_PROGRESS:
      if (!has_left(session.coach()) && !std::all_of(attendees.begin(), attendees.end(), has_left)) return {};
      return v1::COACHING_SESSION_STATE_CANCELLED;
    case v1::COACHING_SESSION_STATE_HELD:
      if (session.acknowledgements().empty()) return {};
      if (!coaching_session::AllHaveAcknowledged(session, has_left)) return {};
      return v1::COACHING_SESSION_STATE_ACKNOWLEDGED;
    default:
      return {};
  }
}

}  // namespace laurel::feedback::departure
