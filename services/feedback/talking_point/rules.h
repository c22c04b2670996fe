// Until when there are talking points, how many, and in which order. Pure functions; thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "laurel/feedback/v1/talking_point.pb.h"

namespace laurel::feedback::talking_point {

inline constexpr int kMost = 50;  // of one session

// FAILED_PRECONDITION, TALKING_POINTS_CLOSED: the session is neither SCHEDULED nor IN_PROGRESS.
absl::Status CheckOpen(const v1::CoachingSession& session);
// FAILED_PRECONDITION, TOO_MANY_TALKING_POINTS: the session has as many as it may have.
absl::Status CheckRoom(int points);

// The points (in their order) with one of them at `position`; 0, or past the end: last. Positions are those
// of the order.
std::vector<v1::TalkingPoint> Moved(std::vector<v1::TalkingPoint> points, std::string_view name,
                                    int position);

}  // namespace laurel::feedback::talking_point
