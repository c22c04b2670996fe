// Notes that come into being: alone, or with a session in its transaction. They have been judged before
// (rules.h): nothing here refuses. Make is pure; the others add to a Changes, which one thread uses at a
// time.
#pragma once

#include <string_view>

#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "laurel/feedback/v1/note.pb.h"
#include "services/feedback/events.h"

namespace laurel::feedback::note {

// A new note by the caller in a session (its name).
v1::Note Make(const rpc::Call& call, std::string_view session, std::string_view text,
              v1::NoteVisibility visibility);

void Save(const Telling& telling, const v1::CoachingSession& session, const v1::Note& note);
// Adds a SHARED note by the caller; nothing when `text` is empty.
void AddShared(const Telling& telling, const rpc::Call& call, const v1::CoachingSession& session,
               std::string_view text);

}  // namespace laurel::feedback::note
