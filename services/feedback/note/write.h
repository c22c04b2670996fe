// Notes that come into being: alone, or with a session in its transaction. They have been judged before
// (rules.h): nothing here refuses. Make is pure; AddShared adds to a Changes, which one thread uses at a
// time.
#pragma once

#include <string_view>

#include "common/rpc/call.h"
#include "common/sql/changes.h"
#include "laurel/feedback/v1/note.pb.h"

namespace laurel::feedback::note {

// A new note by the caller in a session (its name).
v1::Note Make(const rpc::Call& call, std::string_view session, std::string_view text,
              v1::NoteVisibility visibility);

// Adds a SHARED note by the caller; nothing when `text` is empty.
void AddShared(const rpc::Call& call, std::string_view session, std::string_view text, sql::Changes& changes);

}  // namespace laurel::feedback::note
