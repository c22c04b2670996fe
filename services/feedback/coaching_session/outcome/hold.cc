#include "common/api/etag.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/feedback/action_item/agree.h"
#include "services/feedback/action_item/carry.h"
#include "services/feedback/action_item/rules.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/coaching_session/write.h"
#include "services/feedback/note/write.h"
#include "services/feedback/people.h"

namespace laurel::feedback::coaching_session {
namespace {

// `references`: what the organisation said about the people named in the request.
absl::Status CheckHold(const Env& env, const rpc::Call& call, const v1::HoldCoachingSessionRequest& request,
                       const Readable& found, const absl::Status& references) {
  const v1::CoachingSession& session = found.stored.session;
  FieldViolations violations;
  action_item::CheckAgreed(request.action_items(), session, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  RETURN_IF_ERROR(references);
  if (found.part != Part::kCoach) return NotAllowed("only its coach records that a session was held");
  RETURN_IF_ERROR(CheckSomebodyIsHere(*env.organization.Current(), session.attendees(), call.now));
  RETURN_IF_ERROR(api::CheckEtag(request.etag(), found.stored.version));
  return Transitions().Check(session.name(), session.state(), v1::COACHING_SESSION_STATE_HELD);
}

v1::CoachingSession Held(const rpc::Call& call, const v1::HoldCoachingSessionRequest& request,
                         const Stored& before) {
  v1::CoachingSession after = NextVersion(before, v1::COACHING_SESSION_STATE_HELD, call.now);
  *after.mutable_held_time() =
      ToTimestamp(request.has_held_time() ? FromTimestamp(request.held_time()) : call.now);
  if (request.has_duration()) *after.mutable_duration() = ToDuration(FromDuration(request.duration()));
  return after;
}

}  // namespace

absl::StatusOr<v1::CoachingSession> HoldCoachingSession(Env& env, rpc::Call& call,
                                                        const v1::HoldCoachingSessionRequest& request) {
  FieldViolations violations;
  if (request.has_held_time()) CheckHeldTime("held_time", request.held_time(), call.now, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  const absl::Status references = org::CheckPeople(
      env.organization, action_item::OwnersOf(request.action_items()), call.now, call.deadline,
      /*refuse_leavers=*/true);
  return WriteLocked(env, call, request.name(),
                     [&](const Locked& locked) -> absl::StatusOr<v1::CoachingSession> {
                       const auto& [found, connection, telling] = locked;
                       RETURN_IF_ERROR(CheckHold(env, call, request, found, references));
                       v1::CoachingSession after = Held(call, request, found.stored);
                       SaveChange(telling, found.stored, after, request.reason());
                       note::AddShared(telling, call, after, request.shared_note());
                       RETURN_IF_ERROR(action_item::CarryOver(connection, telling.changes, after));
                       action_item::Agree(telling, call, after, request.action_items());
                       telling.changes.OnCommitted([&env] { env.metrics.held.Increment(); });
                       return after;
                     });
}

}  // namespace laurel::feedback::coaching_session
