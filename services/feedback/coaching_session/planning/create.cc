#include <set>
#include <vector>

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/history/status_changes.h"
#include "common/org/access.h"
#include "common/service/audit_update.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/feedback/action_item/agree.h"
#include "services/feedback/action_item/carry.h"
#include "services/feedback/action_item/rules.h"
#include "services/feedback/calendar/guard.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/coaching_session/planning/attendees.h"
#include "services/feedback/coaching_session/planning/normalize.h"
#include "services/feedback/coaching_session/planning/repeat.h"
#include "services/feedback/coaching_session/planning/wanted.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"
#include "services/feedback/note/write.h"

namespace laurel::feedback::coaching_session {
namespace {

using Sessions = std::vector<v1::CoachingSession>;

// The first session as it will be, or the violations between its fields.
absl::StatusOr<v1::CoachingSession> Draft(const rpc::Call& call,
                                          const v1::CreateCoachingSessionRequest& request) {
  v1::CoachingSession session = request.coaching_session();
  session.set_name(kSessionPattern.Format({api::NewUlid(call.now)}));
  if (session.coach().empty()) session.set_coach(call.caller.name);
  Normalize(session);
  FieldViolations violations;
  CheckFields(session, call.now, violations);
  if (request.has_repeat()) CheckRepeat(request.repeat(), session, violations);
  action_item::CheckAgreed(request.action_items(), session, violations);
  RETURN_IF_ERROR(violations.ToStatus());

  session.set_state(session.has_held_time() ? v1::COACHING_SESSION_STATE_HELD
                                            : v1::COACHING_SESSION_STATE_SCHEDULED);
  session.set_creator(call.caller.name);
  session.set_etag(api::EtagOf(1));
  for (auto* time :
       {session.mutable_create_time(), session.mutable_update_time(), session.mutable_state_time()}) {
    *time = ToTimestamp(call.now);
  }
  return session;
}

// References, then permission. Judged before the transaction, because a person unknown in memory may be
// waited for; told inside it, because a replay comes first.
absl::Status Judge(const Env& env, const rpc::Call& call, const v1::CoachingSession& session) {
  std::vector<org::PersonReference> references = ReferencesTo(session, AllAttendees(session));
  references.push_back({"coaching_session.coach", session.coach()});
  RETURN_IF_ERROR(org::CheckPeople(env.organization, references, call.now, call.deadline,
                                   /*refuse_leavers=*/true));
  if (session.coach() != call.caller.name && !call.caller.IsHrAdmin()) {
    return NotYourReport("coaching_session.coach",
                         "only HR sets another coach than the caller: leave coach empty");
  }
  return CheckMayCoach(env, call, session, AllAttendees(session));
}

Sessions AllOf(const Env& env, const rpc::Call& call, const v1::CreateCoachingSessionRequest& request,
               const v1::CoachingSession& first) {
  if (!request.has_repeat()) return {first};
  return SeriesOf(request.repeat(), first, call.now,
                  env.organization.Current()->TimeZoneOf(IdOf(first.coach())));
}

// The platform audits the answer; the others of a series are audited as if each were one.
void Audit(const rpc::Call& call, const v1::CoachingSession& session, sql::Changes& changes) {
  const std::vector<std::string> people = PeopleIn(session);
  std::set<std::string> concerned(people.begin(), people.end());
  concerned.erase(call.caller.name);
  AuditFor(concerned, {.resource = session.name(), .subject = ""}, changes);
}

void Save(const Telling& telling, const rpc::Call& call, const v1::CreateCoachingSessionRequest& request,
          const Sessions& sessions) {
  for (const v1::CoachingSession& session : sessions) {
    Insert(telling.changes, session);
    history::AddMade(telling, session);
    TellState(telling, session);
    if (session.name() != sessions.front().name()) Audit(call, session, telling.changes);
  }
  note::AddShared(telling, call, sessions.front(), request.shared_note());
  action_item::Agree(telling, call, sessions.front(), request.action_items());
  MentionPeople(sessions.front(), telling.changes);
}

}  // namespace

absl::StatusOr<v1::CoachingSession> CreateCoachingSession(Env& env, rpc::Call& call,
                                                          const v1::CreateCoachingSessionRequest& request) {
  ASSIGN_OR_RETURN(const v1::CoachingSession first, Draft(call, request));
  const absl::Status judged = Judge(env, call, first);
  const Sessions sessions = AllOf(env, call, request, first);
  const bool guarded = first.has_scheduled_time() && !request.allow_overlap();
  const calendar::Wanted wanted = guarded ? WantedBy(sessions) : calendar::Wanted();
  const bool takes_part = PartOf(first, call.caller.name) != Part::kNone;
  const v1::CoachingSession answer =
      Shaped(sessions.front(), takes_part ? common::v1::VIEW_FULL : common::v1::VIEW_SUMMARY);
  if (request.validate_only()) {
    RETURN_IF_ERROR(judged);
    return env.db.Read<v1::CoachingSession>(
        call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::CoachingSession> {
          RETURN_IF_ERROR(calendar::CheckFree(env, call, connection, wanted));
          return answer;
        });
  }
  const auto decide = [&](sql::Connection& connection,
                          sql::Changes& changes) -> absl::StatusOr<v1::CoachingSession> {
    RETURN_IF_ERROR(judged);
    RETURN_IF_ERROR(calendar::LockAndCheckFree(env, call, connection, wanted));
    Save(TellingOf(env, call, changes), call, request, sessions);
    if (first.has_held_time()) {
      RETURN_IF_ERROR(action_item::CarryOver(connection, changes, first));
      changes.OnCommitted([&env] { env.metrics.held.Increment(); });
    }
    return answer;
  };
  return calendar::WithCalendars(env, call, wanted.people, [&] {
    return env.db.Write<v1::CoachingSession>(
        ToWriteContext(call), decide, [&](sql::Connection& connection, const v1::CoachingSession& stored) {
          return CheckStillReadable(env, call, connection, stored);
        });
  });
}

}  // namespace laurel::feedback::coaching_session
