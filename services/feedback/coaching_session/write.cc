#include "services/feedback/coaching_session/write.h"

namespace laurel::feedback::coaching_session {
namespace {

v1::CoachingSession ShapedFor(const Readable& found, const v1::CoachingSession& after) {
  return Shaped(after, found.view);
}

}  // namespace

absl::StatusOr<v1::CoachingSession> WriteLocked(
    Env& env, const rpc::Call& call, std::string_view name,
    const std::function<absl::StatusOr<v1::CoachingSession>(const Locked& locked)>& decide) {
  return laurel::WriteLocked<v1::CoachingSession, Readable>(
      env, call, name, {.load = LoadReadable, .shaped = ShapedFor, .still_readable = CheckStillReadable},
      decide);
}

}  // namespace laurel::feedback::coaching_session
