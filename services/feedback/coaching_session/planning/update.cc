#include <algorithm>
#include <set>
#include <utility>

#include "common/api/etag.h"
#include "common/api/field_mask.h"
#include "common/history/status_changes.h"
#include "common/org/access.h"
#include "common/service/audit_update.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/calendar/guard.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/coaching_session/planning/attendees.h"
#include "services/feedback/coaching_session/planning/normalize.h"
#include "services/feedback/coaching_session/planning/wanted.h"
#include "services/feedback/coaching_session/write.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"
#include "services/feedback/note/store.h"
#include "services/feedback/people.h"
#include "services/feedback/talking_point/store.h"

namespace laurel::feedback::coaching_session {
namespace {

constexpr char kAttendees[] = "attendees";

// Of a kind between colleagues anybody may attend: when it becomes another, all are looked at.
absl::Status CheckAttendees(const Env& env, const rpc::Call& call, const v1::CoachingSession& before,
                            const v1::CoachingSession& after) {
  const bool relation_is_new = NeedsReportingRelation(after.kind()) && !NeedsReportingRelation(before.kind());
  RETURN_IF_ERROR(
      CheckMayCoach(env, call, after, relation_is_new ? AllAttendees(after) : NotAttending(after, before)));
  return CheckSomebodyIsHere(*env.organization.Current(), after.attendees(), call.now);
}

// `references`: what the organisation said about the people named in the request.
absl::Status CheckUpdate(const Env& env, const rpc::Call& call, const Readable& found,
                         const v1::CoachingSession& after, const absl::Status& references,
                         std::string_view etag) {
  const v1::CoachingSession& before = found.stored.session;
  FieldViolations violations;
  CheckContent(after, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  RETURN_IF_ERROR(references);
  // Who attends already stays, though they may have left. This does not wait, with the session locked: people
  // whom `references` passed are known.
  RETURN_IF_ERROR(org::CheckPeople(env.organization, ReferencesTo(after, NotAttending(after, before)),
                                   call.now, call.deadline, /*refuse_leavers=*/true));
  if (found.part != Part::kCoach) return NotAllowed("only its coach changes a session");
  RETURN_IF_ERROR(CheckAttendees(env, call, before, after));
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  if (IsOpen(before.state())) return absl::OkStatus();
  return Transitions().WrongState(before.name(), before.state(), "change it");
}

// Who joins reads all that is shared, and what others wrote was meant for those who were there: the coach's
// own words are the coach's to show.
absl::Status CheckWordsOfOthers(sql::Connection& connection, const v1::CoachingSession& before,
                                const v1::CoachingSession& after) {
  if (NotAttending(after, before).empty()) return absl::OkStatus();
  const std::string_view session = IdOf(before.name());
  const std::string_view coach = IdOf(before.coach());
  ASSIGN_OR_RETURN(bool written, note::HasSharedOfOthers(connection, session, coach));
  if (!written) {
    ASSIGN_OR_RETURN(written, talking_point::HasPointsOfOthers(connection, session, coach));
  }
  if (!written) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "WORDS_OF_OTHERS",
               "an attendee has written notes or talking points here, which whoever joins would read: plan "
               "another "
               "session")
      .Precondition("WORDS_OF_OTHERS", before.name(), "attendees have written in it");
}

std::vector<std::string> NamesOf(const v1::CoachingSession& session, const Positions& attendees) {
  std::vector<std::string> names;
  for (const int attendee : attendees) names.push_back(session.attendees(attendee));
  return names;
}

// The time of those who are added, while it is still a plan.
calendar::Wanted WantedOfAdded(const v1::CoachingSession& before, const v1::CoachingSession& after) {
  if (after.state() != v1::COACHING_SESSION_STATE_SCHEDULED) return {};
  calendar::Wanted wanted = WantedAnew(after);
  wanted.people.clear();
  for (const std::string& added : NamesOf(after, NotAttending(after, before)))
    wanted.people.emplace_back(IdOf(added));
  return wanted;
}

void Save(const Telling& telling, const rpc::Call& call, const Stored& stored,
          const v1::CoachingSession& after, const std::vector<std::string>& fields) {
  const v1::CoachingSession& before = stored.session;
  std::vector<std::string> columns = fields;
  std::erase(columns, kAttendees);
  Update(telling.changes, stored, after, columns);
  const std::vector<std::string> added = NamesOf(after, NotAttending(after, before));
  const std::vector<std::string> removed = NamesOf(before, NotAttending(before, after));
  if (!added.empty() || !removed.empty()) {
    common::v1::StatusChange others;
    others.mutable_attendees_added()->Assign(added.begin(), added.end());
    others.mutable_attendees_removed()->Assign(removed.begin(), removed.end());
    history::Add(telling, {.resource = IdOf(after.name()),
                           .version = stored.version + 1,
                           .from = after.state(),
                           .to = after.state(),
                           .details = std::move(others)});
  }
  const std::vector<std::string> people = PeopleIn(after);
  std::set<std::string> subjects(people.begin(), people.end());
  subjects.insert(removed.begin(), removed.end());
  subjects.insert(after.creator());
  AuditUpdate(call, after.name(), before, fields, subjects, telling.changes);
  TellSession(telling, "coaching.updated", after);
  if (!removed.empty()) TellRemoved(telling, after, removed);
  MentionPeople(after, telling.changes);
}

}  // namespace

absl::StatusOr<v1::CoachingSession> UpdateCoachingSession(Env& env, rpc::Call& call,
                                                          const v1::UpdateCoachingSessionRequest& request) {
  v1::CoachingSession wanted = request.coaching_session();
  ASSIGN_OR_RETURN(const google::protobuf::FieldMask mask, api::ResolveMask(request.update_mask(), wanted));
  Normalize(wanted);
  const std::vector<std::string> fields(mask.paths().begin(), mask.paths().end());
  const bool names_attendees = std::ranges::find(fields, kAttendees) != fields.end();
  const absl::Status references = org::CheckPeople(
      env.organization, ReferencesTo(wanted, names_attendees ? AllAttendees(wanted) : Positions()), call.now,
      call.deadline, /*refuse_leavers=*/false);
  std::vector<std::string> people;  // known once the session is read
  const auto decide = [&](const Locked& locked) -> absl::StatusOr<v1::CoachingSession> {
    const auto& [found, connection, telling] = locked;
    v1::CoachingSession after = NextVersion(found.stored, found.stored.session.state(), call.now);
    api::CopyMasked(mask, wanted, after);
    RETURN_IF_ERROR(CheckUpdate(env, call, found, after, references, wanted.etag()));
    RETURN_IF_ERROR(CheckWordsOfOthers(connection, found.stored.session, after));
    if (!request.allow_overlap()) {
      const calendar::Wanted added = WantedOfAdded(found.stored.session, after);
      people = added.people;
      RETURN_IF_ERROR(calendar::LockAndCheckFree(env, call, connection, added));
    }
    Save(telling, call, found.stored, after, fields);
    return after;
  };
  return calendar::WithCalendars(env, call, people,
                                 [&] { return WriteLocked(env, call, wanted.name(), decide); });
}

}  // namespace laurel::feedback::coaching_session
