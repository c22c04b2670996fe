#include <utility>

#include "common/api/etag.h"
#include "common/history/status_changes.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/feedback/calendar/guard.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/coaching_session/planning/wanted.h"
#include "services/feedback/coaching_session/write.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"
#include "services/feedback/people.h"

namespace laurel::feedback::coaching_session {
namespace {

v1::CoachingSession Moved(const rpc::Call& call, const v1::RescheduleCoachingSessionRequest& request,
                          const Stored& before) {
  v1::CoachingSession after = NextVersion(before, before.session.state(), call.now);
  *after.mutable_scheduled_time() = request.scheduled_time();
  if (request.has_duration()) *after.mutable_duration() = ToDuration(FromDuration(request.duration()));
  return after;
}

absl::Status CheckMoved(const Env& env, const rpc::Call& call, const Readable& found,
                        const v1::CoachingSession& after, std::string_view etag) {
  if (found.part != Part::kCoach) return NotAllowed("only its coach moves a session");
  RETURN_IF_ERROR(CheckSomebodyIsHere(*env.organization.Current(), after.attendees(), call.now));
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  if (after.state() != v1::COACHING_SESSION_STATE_SCHEDULED) {
    return Transitions().WrongState(after.name(), after.state(), "move it");
  }
  if (after.has_follow_up_time() &&
      FromTimestamp(after.follow_up_time()) <= FromTimestamp(after.scheduled_time())) {
    return InvalidField("scheduled_time", "is not before the follow-up: change its follow_up_time first");
  }
  return absl::OkStatus();
}

void Save(const Telling& telling, const Stored& before, const v1::CoachingSession& after,
          std::string_view reason) {
  Update(telling.changes, before, after, {"scheduled_time"});
  common::v1::StatusChange moved;
  *moved.mutable_former_scheduled_time() = before.session.scheduled_time();
  *moved.mutable_scheduled_time() = after.scheduled_time();
  history::Add(telling, {.resource = IdOf(after.name()),
                         .version = before.version + 1,
                         .from = after.state(),
                         .to = after.state(),
                         .reason = reason,
                         .details = std::move(moved)});
  TellSession(telling, "coaching.rescheduled", after);
  MentionPeople(after, telling.changes);
}

}  // namespace

absl::StatusOr<v1::CoachingSession> RescheduleCoachingSession(
    Env& env, rpc::Call& call, const v1::RescheduleCoachingSessionRequest& request) {
  FieldViolations violations;
  CheckScheduledTime("scheduled_time", request.scheduled_time(), violations);
  RETURN_IF_ERROR(violations.ToStatus());
  std::vector<std::string> people;  // known once the session is read
  const auto decide = [&](const Locked& locked) -> absl::StatusOr<v1::CoachingSession> {
    const auto& [found, connection, telling] = locked;
    v1::CoachingSession after = Moved(call, request, found.stored);
    RETURN_IF_ERROR(CheckMoved(env, call, found, after, request.etag()));
    if (!request.allow_overlap()) {
      const calendar::Wanted wanted = WantedAnew(after);
      people = wanted.people;
      RETURN_IF_ERROR(calendar::LockAndCheckFree(env, call, connection, wanted));
    }
    Save(telling, found.stored, after, request.reason());
    return after;
  };
  return calendar::WithCalendars(env, call, people,
                                 [&] { return WriteLocked(env, call, request.name(), decide); });
}

}  // namespace laurel::feedback::coaching_session
