#include "services/feedback/talking_point/rules.h"

#include <algorithm>

#include "common/status/error.h"
#include "services/feedback/coaching_session/rules.h"

namespace laurel::feedback::talking_point {

absl::Status CheckOpen(const v1::CoachingSession& session) {
  if (coaching_session::IsOpen(session.state())) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "TALKING_POINTS_CLOSED",
               "talking points are gathered until a session is held: add a note to this one, or plan another")
      .Precondition("TALKING_POINTS", session.name(), "the session is neither SCHEDULED nor IN_PROGRESS");
}

absl::Status CheckRoom(int points) {
  if (points < kMost) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "TOO_MANY_TALKING_POINTS",
               "a session has at most 50 talking points: remove one first")
      .Precondition("TALKING_POINTS", "", "there are 50 already");
}

std::vector<v1::TalkingPoint> Moved(std::vector<v1::TalkingPoint> points, std::string_view name,
                                    int position) {
  const auto point = std::ranges::find(points, name, &v1::TalkingPoint::name);
  if (point != points.end()) {
    const auto last = points.end() - 1;
    const auto size = static_cast<int>(points.size());
    const auto place = position == 0 || position > size ? last : points.begin() + (position - 1);
    if (place < point) {
      std::rotate(place, point, point + 1);
    } else {
      std::rotate(point, point + 1, place + 1);
    }
  }
  for (int i = 0; i < static_cast<int>(points.size()); ++i) {
    points[static_cast<std::size_t>(i)].set_position(i + 1);
  }
  return points;
}

}  // namespace laurel::feedback::talking_point
