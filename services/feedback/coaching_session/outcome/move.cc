// What becomes of a plan when it is not held, and that it has begun: the coach says so.
#include "common/api/etag.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/coaching_session/write.h"
#include "services/feedback/people.h"

namespace laurel::feedback::coaching_session {
namespace {

absl::Status CheckMove(const Env& env, const rpc::Call& call, const Readable& found, std::string_view etag,
                       v1::CoachingSessionState to) {
  const v1::CoachingSession& session = found.stored.session;
  if (found.part != Part::kCoach) return NotAllowed("only its coach says what becomes of a planned session");
  // What can only be cancelled is cancelled whoever has left.
  if (to != v1::COACHING_SESSION_STATE_CANCELLED) {
    RETURN_IF_ERROR(CheckSomebodyIsHere(*env.organization.Current(), session.attendees(), call.now));
  }
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  return Transitions().Check(session.name(), session.state(), to);
}

// Every state verb is {name, etag, reason, request_id}.
template <typename Request>
absl::StatusOr<v1::CoachingSession> Move(Env& env, const rpc::Call& call, const Request& request,
                                         v1::CoachingSessionState to) {
  return WriteLocked(env, call, request.name(),
                     [&](const Locked& locked) -> absl::StatusOr<v1::CoachingSession> {
                       const auto& [found, connection, telling] = locked;
                       RETURN_IF_ERROR(CheckMove(env, call, found, request.etag(), to));
                       v1::CoachingSession after = NextVersion(found.stored, to, call.now);
                       SaveChange(telling, found.stored, after, request.reason());
                       return after;
                     });
}

}  // namespace

absl::StatusOr<v1::CoachingSession> StartCoachingSession(Env& env, rpc::Call& call,
                                                         const v1::StartCoachingSessionRequest& request) {
  return Move(env, call, request, v1::COACHING_SESSION_STATE_IN_PROGRESS);
}

absl::StatusOr<v1::CoachingSession> CancelCoachingSession(Env& env, rpc::Call& call,
                                                          const v1::CancelCoachingSessionRequest& request) {
  return Move(env, call, request, v1::COACHING_SESSION_STATE_CANCELLED);
}

absl::StatusOr<v1::CoachingSession> MarkCoachingSessionNoShow(
    Env& env, rpc::Call& call, const v1::MarkCoachingSessionNoShowRequest& request) {
  return Move(env, call, request, v1::COACHING_SESSION_STATE_NO_SHOW);
}

}  // namespace laurel::feedback::coaching_session
