// The names of this service's resources. Pure; thread-safe.
#pragma once

#include <string_view>

#include "common/api/resource_pattern.h"
#include "common/org/organization.h"

namespace laurel::feedback {

inline constexpr api::ResourcePattern kSessionPattern{"coachingSessions/{session}"};
inline constexpr api::ResourcePattern kNotePattern{"coachingSessions/{session}/notes/{note}"};
inline constexpr api::ResourcePattern kNoteRevisionPattern{
    "coachingSessions/{session}/notes/{note}/revisions/{revision}"};
inline constexpr api::ResourcePattern kTalkingPointPattern{
    "coachingSessions/{session}/talkingPoints/{point}"};
inline constexpr api::ResourcePattern kActionItemPattern{"actionItems/{item}"};
inline constexpr api::ResourcePattern kGoalPattern{"goals/{goal}"};
inline constexpr api::ResourcePattern kFeedbackPattern{"feedback/{feedback}"};
inline constexpr api::ResourcePattern kFeedbackRevisionPattern{"feedback/{feedback}/revisions/{revision}"};

// Who did what nobody called for, in the audit.
inline constexpr std::string_view kOwnActor = "service:laurel-feedback";

using api::IdOf;

}  // namespace laurel::feedback
