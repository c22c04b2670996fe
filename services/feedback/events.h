// What coaching and feedback tell, and who hears it: those who read at least the summary of what it is about.
// Each adds one event to what a transaction writes. Thread-safe; a Changes is used by one thread at a time.
#pragma once

#include <string_view>
#include <vector>

#include "common/events/telling.h"
#include "laurel/feedback/v1/events.pb.h"
#include "laurel/feedback/v1/talking_point.pb.h"

namespace laurel::feedback {

// The data of all events of this service.
std::vector<const google::protobuf::Descriptor*> EventData();

using events::Telling;

// The session came into its state.
void TellState(const Telling& telling, const v1::CoachingSession& session);
// An attendee acknowledged, and the session stays in its state.
void TellAcknowledged(const Telling& telling, const v1::CoachingSession& session);
// What else happens to a session: "coaching.rescheduled", "coaching.updated", "coaching.overdue".
void TellSession(const Telling& telling, std::string_view type, const v1::CoachingSession& session);
// "coaching.updated" to these people (names), who were taken off it: that they were, and nothing of what it
// is now.
void TellRemoved(const Telling& telling, const v1::CoachingSession& session,
                 const std::vector<std::string>& removed);
// "coaching.note_added", "coaching.note_revised".
void TellNote(const Telling& telling, std::string_view type, const v1::CoachingSession& session,
              const v1::Note& note);
// "talking_point.added", "talking_point.updated", "talking_point.removed".
void TellTalkingPoint(const Telling& telling, std::string_view type, const v1::CoachingSession& session,
                      const v1::TalkingPoint& point);

// The item came into its state, from `from` (_UNSPECIFIED: it was made). `session_coach`: id of the coach of
// the session in which it was agreed, or empty.
void TellState(const Telling& telling, const v1::ActionItem& item, std::string_view session_coach,
               v1::ActionItemState from);
void TellUpdated(const Telling& telling, const v1::ActionItem& item, std::string_view session_coach);

// The piece came into its state; heard by those who read it.
void TellState(const Telling& telling, const v1::Feedback& feedback);
// A draft was changed.
void TellUpdated(const Telling& telling, const v1::Feedback& feedback);

}  // namespace laurel::feedback
