#include "services/feedback/coaching_session/rules.h"

#include <algorithm>
#include <string>

#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::feedback::coaching_session {

using common::v1::View;

const api::TransitionTable& Transitions() {
  static const auto& table = *new api::TransitionTable(
      v1::CoachingSessionState_descriptor(), "COACHING_SESSION_STATE_",
      {{v1::COACHING_SESSION_STATE_SCHEDULED, v1::COACHING_SESSION_STATE_IN_PROGRESS},
       {v1::COACHING_SESSION_STATE_SCHEDULED, v1::COACHING_SESSION_STATE_HELD},
       {v1::COACHING_SESSION_STATE_SCHEDULED, v1::COACHING_SESSION_STATE_CANCELLED},
       {v1::COACHING_SESSION_STATE_SCHEDULED, v1::COACHING_SESSION_STATE_NO_SHOW},
       {v1::COACHING_SESSION_STATE_IN_PROGRESS, v1::COACHING_SESSION_STATE_HELD},
       {v1::COACHING_SESSION_STATE_IN_PROGRESS, v1::COACHING_SESSION_STATE_NO_SHOW},
       {v1::COACHING_SESSION_STATE_IN_PROGRESS, v1::COACHING_SESSION_STATE_CANCELLED},
       {v1::COACHING_SESSION_STATE_HELD, v1::COACHING_SESSION_STATE_ACKNOWLEDGED},
       {v1::COACHING_SESSION_STATE_HELD, v1::COACHING_SESSION_STATE_VOIDED},
       {v1::COACHING_SESSION_STATE_ACKNOWLEDGED, v1::COACHING_SESSION_STATE_VOIDED}});
  return table;
}

bool IsOpen(v1::CoachingSessionState state) {
  return state == v1::COACHING_SESSION_STATE_SCHEDULED || state == v1::COACHING_SESSION_STATE_IN_PROGRESS;
}

Part PartOf(const v1::CoachingSession& session, std::string_view person) {
  if (session.coach() == person) return Part::kCoach;
  const auto& attendees = session.attendees();
  return std::find(attendees.begin(), attendees.end(), person) != attendees.end() ? Part::kAttendee
                                                                                  : Part::kNone;
}

std::vector<std::string> PeopleIn(const v1::CoachingSession& session) {
  std::vector<std::string> people = {session.coach()};
  people.insert(people.end(), session.attendees().begin(), session.attendees().end());
  return people;
}

std::optional<View> ViewFor(const Reader& reader) {
  if (reader.part != Part::kNone) return common::v1::VIEW_FULL;
  if (reader.line_manager || reader.hr_admin || reader.auditor) return common::v1::VIEW_SUMMARY;
  return std::nullopt;
}

v1::CoachingSession Shaped(const v1::CoachingSession& session, View view) {
  v1::CoachingSession shaped = session;
  shaped.set_view(view);
  if (view == common::v1::VIEW_FULL) return shaped;
  shaped.clear_etag();
  shaped.clear_creator();
  shaped.clear_behaviours();
  shaped.clear_evidence();
  shaped.clear_goals();
  shaped.clear_acknowledgements();
  return shaped;
}

bool NeedsReportingRelation(v1::CoachingSessionKind kind) {
  return kind == v1::COACHING_SESSION_KIND_ONE_ON_ONE || kind == v1::COACHING_SESSION_KIND_GROUP;
}

void CheckContent(const v1::CoachingSession& session, FieldViolations& violations) {
  for (int i = 0; i < session.attendees_size(); ++i) {
    if (session.attendees(i) == session.coach()) {
      violations.Add(fmt::format("coaching_session.attendees[{}]", i), "the coach is not an attendee");
    }
  }
  const absl::Time begin =
      FromTimestamp(session.has_held_time() ? session.held_time() : session.scheduled_time());
  if (session.has_follow_up_time() && FromTimestamp(session.follow_up_time()) <= begin) {
    violations.Add("coaching_session.follow_up_time", "must be after the session");
  }
}

void CheckFields(const v1::CoachingSession& session, absl::Time now, FieldViolations& violations) {
  CheckContent(session, violations);
  if (session.has_scheduled_time() == session.has_held_time()) {
    violations.Add("coaching_session.held_time",
                   "set exactly one of scheduled_time (to plan a session) and held_time (to log one)");
  } else if (session.has_held_time()) {
    CheckHeldTime("coaching_session.held_time", session.held_time(), now, violations);
  } else {
    CheckScheduledTime("coaching_session.scheduled_time", session.scheduled_time(), violations);
  }
}

void CheckHeldTime(std::string_view path, const google::protobuf::Timestamp& held_time, absl::Time now,
                   FieldViolations& violations) {
  if (FromTimestamp(held_time) > now + kHeldAhead) {
    violations.Add(path,
                   "is in the future: schedule the session instead, or give the time at which it was held");
  }
}

void CheckScheduledTime(std::string_view path, const google::protobuf::Timestamp& scheduled_time,
                        FieldViolations& violations) {
  if (FromTimestamp(scheduled_time) > kLatestPlan) {
    violations.Add(path, "is too far ahead: plan for before December 9999");
  }
}

absl::Status CheckVoid(const v1::CoachingSession& session, absl::Time held_change_time, bool by_hr_admin,
                       absl::Time now) {
  RETURN_IF_ERROR(Transitions().Check(session.name(), session.state(), v1::COACHING_SESSION_STATE_VOIDED));
  if (by_hr_admin) return absl::OkStatus();
  if (session.acknowledgements_size() > 0) {
    return Error(absl::StatusCode::kFailedPrecondition, "ALREADY_ACKNOWLEDGED",
                 "an attendee has acknowledged this session: only HR can void it now")
        .Precondition("ACKNOWLEDGED", session.name(), "an attendee has acknowledged it");
  }
  if (now > held_change_time + kVoidWindow) {
    return Error(absl::StatusCode::kFailedPrecondition, "VOID_WINDOW_CLOSED",
                 "a coach can void a session within 24 hours of its becoming HELD: only HR can void it now")
        .Precondition("VOID_WINDOW", session.name(), "the 24 hours are over");
  }
  return absl::OkStatus();
}

absl::Status CheckAcknowledge(const v1::CoachingSession& session, std::string_view person) {
  if (session.state() != v1::COACHING_SESSION_STATE_HELD &&
      session.state() != v1::COACHING_SESSION_STATE_ACKNOWLEDGED) {
    return Transitions().WrongState(session.name(), session.state(), "acknowledge it");
  }
  if (!HasAcknowledged(session, person)) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "ALREADY_ACKNOWLEDGED",
               "you have acknowledged this session already")
      .Precondition("ACKNOWLEDGED", session.name(), "the caller has acknowledged it");
}

bool HasAcknowledged(const v1::CoachingSession& session, std::string_view person) {
  const auto& given = session.acknowledgements();
  return std::any_of(given.begin(), given.end(), [&](const auto& a) { return a.person() == person; });
}

void Acknowledge(v1::CoachingSession& session, std::string_view person, absl::Time now,
                 std::string_view comment) {
  v1::CoachingSession before = session;
  session.clear_acknowledgements();
  for (const std::string& attendee : session.attendees()) {
    for (const v1::Acknowledgement& given : before.acknowledgements()) {
      if (given.person() == attendee) *session.add_acknowledgements() = given;
    }
    if (attendee != person) continue;
    v1::Acknowledgement& added = *session.add_acknowledgements();
    added.set_person(attendee);
    *added.mutable_time() = ToTimestamp(now);
    added.set_comment(std::string(comment));
  }
}

bool AllHaveAcknowledged(const v1::CoachingSession& session,
                         const std::function<bool(std::string_view)>& has_left) {
  const auto& attendees = session.attendees();
  return std::all_of(attendees.begin(), attendees.end(), [&](const std::string& attendee) {
    return HasAcknowledged(session, attendee) || has_left(attendee);
  });
}

}  // namespace laurel::feedback::coaching_session
