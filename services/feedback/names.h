// The names of this service's resources. Pure; thread-safe.
#pragma once

#include "common/api/resource_pattern.h"
#include "common/org/organization.h"

namespace laurel::feedback {

inline constexpr api::ResourcePattern kSessionPattern{"coachingSessions/{session}"};
inline constexpr api::ResourcePattern kNotePattern{"coachingSessions/{session}/notes/{note}"};
inline constexpr api::ResourcePattern kActionItemPattern{"actionItems/{item}"};
inline constexpr api::ResourcePattern kGoalPattern{"goals/{goal}"};

using api::IdOf;

}  // namespace laurel::feedback
