// Who writes and reads which note of a session, and until when. Pure functions; thread-safe.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "laurel/feedback/v1/note.pb.h"
#include "services/feedback/coaching_session/rules.h"

namespace laurel::feedback::note {

// Shared notes are accepted, and revised, for so long after the session's change to HELD.
inline constexpr absl::Duration kSharedWindow = absl::Hours(30 * 24);

// PERMISSION_DENIED unless this side of the session writes such notes. `visibility` is not _UNSPECIFIED.
absl::Status CheckMayAdd(coaching_session::Part part, v1::NoteVisibility visibility);

// FAILED_PRECONDITION, WRONG_STATE or NOTES_CLOSED: the session takes no (more) shared notes. Private ones
// are always taken.
absl::Status CheckOpen(const v1::CoachingSession& session, absl::Time held_change_time,
                       v1::NoteVisibility visibility, absl::Time now);

// PERMISSION_DENIED: somebody else's note.
absl::Status CheckMayRevise(const v1::Note& note, std::string_view person);

// What a list of notes shows and the single note too: participants read shared notes, authors their own.
bool MayRead(coaching_session::Part part, const v1::Note& note, std::string_view person);

}  // namespace laurel::feedback::note
