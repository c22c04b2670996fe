// What coaching tells, and who hears it: those who read at least the summary of what it is about. Each adds
// one event to what a transaction writes. Thread-safe; a Changes is used by one thread at a time.
#pragma once

#include <string_view>

#include "absl/time/time.h"
#include "common/events/outbox.h"
#include "common/sql/changes.h"
#include "laurel/feedback/v1/events.pb.h"

namespace laurel::feedback {

// What all that one change writes has in common.
struct Telling {
  const events::Outbox& outbox;
  sql::Changes& changes;
  std::string_view actor;  // id of a person; empty: Laurel itself
  absl::Time now;
};

// The session came into its state.
void TellState(const Telling& telling, const v1::CoachingSession& session);
// An attendee acknowledged, and the session stays in its state.
void TellAcknowledged(const Telling& telling, const v1::CoachingSession& session);
void TellNoteAdded(const Telling& telling, const v1::CoachingSession& session, const v1::Note& note);

// The item came into its state, from `from` (_UNSPECIFIED: it was made). `session_coach`: id of the coach of
// the session in which it was agreed, or empty.
void TellState(const Telling& telling, const v1::ActionItem& item, std::string_view session_coach,
               v1::ActionItemState from);
void TellUpdated(const Telling& telling, const v1::ActionItem& item, std::string_view session_coach);

}  // namespace laurel::feedback
