#include "services/feedback/note/rules.h"

#include "common/status/macros.h"
#include "common/status/refusals.h"

namespace laurel::feedback::note {

using coaching_session::Part;

absl::Status CheckMayAdd(Part part, v1::NoteVisibility visibility) {
  if (part == Part::kNone) return NotAllowed("only those who take part in a session add notes to it");
  if (visibility == v1::NOTE_VISIBILITY_COACH_PRIVATE && part != Part::kCoach) {
    return NotAllowed("COACH_PRIVATE notes are the coach's: an attendee's own are ATTENDEE_PRIVATE");
  }
  if (visibility == v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE && part != Part::kAttendee) {
    return NotAllowed("ATTENDEE_PRIVATE notes are an attendee's: the coach's own are COACH_PRIVATE");
  }
  return absl::OkStatus();
}

absl::Status CheckOpen(const v1::CoachingSession& session, absl::Time held_change_time,
                       v1::NoteVisibility visibility, absl::Time now) {
  if (visibility != v1::NOTE_VISIBILITY_SHARED) return absl::OkStatus();
  if (session.state() == v1::COACHING_SESSION_STATE_VOIDED ||
      session.state() == v1::COACHING_SESSION_STATE_CANCELLED) {
    return coaching_session::Transitions().WrongState(session.name(), session.state(),
                                                      "write a shared note in it");
  }
  if (now <= held_change_time + kSharedWindow || held_change_time == absl::InfinitePast())
    return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "NOTES_CLOSED",
               "shared notes are added and revised within 30 days of the session's becoming HELD: write a "
               "private one, or hold another session")
      .Precondition("NOTES_WINDOW", session.name(), "the 30 days are over");
}

absl::Status CheckMayRevise(const v1::Note& note, std::string_view person) {
  if (note.creator() == person) return absl::OkStatus();
  return NotAllowed("only its author revises a note: add one of your own");
}

bool MayRead(Part part, const v1::Note& note, std::string_view person) {
  if (part == Part::kNone) return false;
  return note.visibility() == v1::NOTE_VISIBILITY_SHARED || note.creator() == person;
}

}  // namespace laurel::feedback::note
