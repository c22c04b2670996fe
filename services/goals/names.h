// The names of this service's resources. Pure; thread-safe.
#pragma once

#include <string_view>

#include "common/api/resource_pattern.h"
#include "common/org/organization.h"

namespace laurel::goals {

inline constexpr api::ResourcePattern kGoalPattern{"goals/{goal}"};
inline constexpr api::ResourcePattern kKeyResultPattern{"goals/{goal}/keyResults/{keyResult}"};
inline constexpr api::ResourcePattern kCheckInPattern{"goals/{goal}/checkIns/{checkIn}"};
inline constexpr api::ResourcePattern kCommentPattern{"goals/{goal}/comments/{comment}"};

// Who did what nobody called for, in the audit.
inline constexpr std::string_view kOwnActor = "service:laurel-goals";

using api::IdOf;

}  // namespace laurel::goals
