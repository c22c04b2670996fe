#include <vector>

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/org/access.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/feedback/action_item/agree.h"
#include "services/feedback/action_item/rules.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/errors.h"
#include "services/feedback/names.h"
#include "services/feedback/note/write.h"
#include "services/feedback/status_change/store.h"

namespace laurel::feedback::coaching_session {
namespace {

void Cut(google::protobuf::Timestamp& time) { time = ToTimestamp(FromTimestamp(time)); }

// What is answered is what is stored: microseconds.
void CutToMicroseconds(v1::CoachingSession& session) {
  if (session.has_scheduled_time()) Cut(*session.mutable_scheduled_time());
  if (session.has_held_time()) Cut(*session.mutable_held_time());
  if (session.has_follow_up_time()) Cut(*session.mutable_follow_up_time());
  for (v1::Evidence& evidence : *session.mutable_evidence()) {
    if (evidence.has_occurred_time()) Cut(*evidence.mutable_occurred_time());
  }
  *session.mutable_duration() =
      session.has_duration() ? ToDuration(FromDuration(session.duration())) : ToDuration(kDefaultDuration);
}

// The session as it will be, or the violations between its fields.
absl::StatusOr<v1::CoachingSession> Draft(const rpc::Call& call,
                                          const v1::CreateCoachingSessionRequest& request) {
  v1::CoachingSession session = request.coaching_session();
  session.set_name(kSessionPattern.Format({api::NewUlid(call.now)}));
  if (session.coach().empty()) session.set_coach(call.caller.name);
  if (session.kind() == v1::COACHING_SESSION_KIND_UNSPECIFIED) {
    session.set_kind(v1::COACHING_SESSION_KIND_ONE_ON_ONE);
  }
  CutToMicroseconds(session);
  FieldViolations violations;
  CheckFields(session, call.now, violations);
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

std::vector<org::PersonReference> References(const v1::CoachingSession& session) {
  std::vector<org::PersonReference> references = {{"coaching_session.coach", session.coach()}};
  for (int i = 0; i < session.attendees_size(); ++i) {
    references.push_back({fmt::format("coaching_session.attendees[{}]", i), session.attendees(i)});
  }
  return references;
}

absl::Status CheckMayCoach(const Env& env, const rpc::Call& call, const v1::CoachingSession& session) {
  if (session.coach() != call.caller.name && !call.caller.IsHrAdmin()) {
    return NotYourReport("coaching_session.coach",
                         "only HR sets another coach than the caller: leave coach empty");
  }
  if (!NeedsReportingRelation(session.kind())) return absl::OkStatus();
  for (int i = 0; i < session.attendees_size(); ++i) {
    ASSIGN_OR_RETURN(
        const org::Relations relations,
        org::RelationsNow(env.organization, IdOf(session.coach()), IdOf(session.attendees(i)), call.now));
    if (relations.MayCoach()) continue;
    return NotYourReport(
        fmt::format("coaching_session.attendees[{}]", i),
        "the coach is not this person's manager, coach or team lead: choose ROLE_PLAY, SHADOWING or "
        "COACH_THE_COACH for a colleague, or ask HR to set the line");
  }
  return absl::OkStatus();
}

// References, then permission. Judged before the transaction, because a person unknown in memory may be
// waited for; told inside it, because a replay comes first.
absl::Status Judge(const Env& env, const rpc::Call& call, const v1::CoachingSession& session) {
  RETURN_IF_ERROR(org::CheckPeople(env.organization, References(session), call.now, call.deadline,
                                   /*refuse_leavers=*/true));
  return CheckMayCoach(env, call, session);
}

void Save(const Telling& telling, const rpc::Call& call, const v1::CreateCoachingSessionRequest& request,
          const v1::CoachingSession& session) {
  Insert(telling.changes, session);
  status_change::Add(telling.changes, {.resource = IdOf(session.name()),
                                       .to = session.state(),
                                       .actor = telling.actor,
                                       .time = telling.now,
                                       .reason = ""});
  TellState(telling, session);
  note::AddShared(telling, call, session, request.shared_note());
  action_item::Agree(telling, call, session, request.action_items());
  MentionPeople(session, telling.changes);
}

}  // namespace

absl::StatusOr<v1::CoachingSession> CreateCoachingSession(Env& env, rpc::Call& call,
                                                          const v1::CreateCoachingSessionRequest& request) {
  ASSIGN_OR_RETURN(const v1::CoachingSession session, Draft(call, request));
  const absl::Status judged = Judge(env, call, session);
  const Part part = PartOf(session, call.caller.name);
  const v1::CoachingSession answer =
      Shaped(session, part == Part::kNone ? common::v1::VIEW_SUMMARY : common::v1::VIEW_FULL);
  if (request.validate_only()) {
    RETURN_IF_ERROR(judged);
    return answer;
  }
  return env.db.Write<v1::CoachingSession>(
      ToWriteContext(call),
      [&](sql::Connection&, sql::Changes& changes) -> absl::StatusOr<v1::CoachingSession> {
        RETURN_IF_ERROR(judged);
        Save(TellingOf(env, call, changes), call, request, session);
        if (session.has_held_time()) changes.OnCommitted([&env] { env.metrics.held.Increment(); });
        return answer;
      },
      [&](sql::Connection&, const v1::CoachingSession& stored) {
        return CheckStillReadable(env, call, stored);
      });
}

}  // namespace laurel::feedback::coaching_session
