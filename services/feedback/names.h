// The names of this service's resources, and ids out of names that are known to be well formed. Pure;
// thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "common/api/resource_pattern.h"
#include "common/org/organization.h"

namespace laurel::feedback {

inline constexpr api::ResourcePattern kSessionPattern{"coachingSessions/{session}"};
inline constexpr api::ResourcePattern kNotePattern{"coachingSessions/{session}/notes/{note}"};
inline constexpr api::ResourcePattern kActionItemPattern{"actionItems/{item}"};
inline constexpr api::ResourcePattern kGoalPattern{"goals/{goal}"};

// The last id of a name from one of our own rows, or of one that field rules accepted; empty for an empty
// name.
inline std::string IdOf(std::string_view name) {
  return name.empty() ? std::string() : std::string(api::ResourcePattern::LastId(name));
}

}  // namespace laurel::feedback
