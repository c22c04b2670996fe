// What becomes of a session when people leave. Pure functions; thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "laurel/feedback/v1/coaching_session.pb.h"

namespace laurel::feedback::departure {

// Of every change that somebody's leaving makes.
inline constexpr std::string_view kReason = "PERSON_LEFT";

// The state into which it comes: CANCELLED when it is SCHEDULED or IN_PROGRESS and its coach or all its
// attendees have left, ACKNOWLEDGED when it is HELD, somebody has acknowledged it, and nobody who could is
// missing any more. nullopt: it goes on as it is. `has_left` is asked about names.
std::optional<v1::CoachingSessionState> StateAfter(const v1::CoachingSession& session,
                                                   const std::function<bool(std::string_view)>& has_left);

}  // namespace laurel::feedback::departure
