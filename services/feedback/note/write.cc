#include "services/feedback/note/write.h"

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/time/convert.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"
#include "services/feedback/note/store.h"

namespace laurel::feedback::note {

v1::Note Make(const rpc::Call& call, std::string_view session, std::string_view text,
              v1::NoteVisibility visibility) {
  v1::Note note;
  note.set_name(kNotePattern.Format({IdOf(session), api::NewUlid(call.now)}));
  note.set_etag(api::EtagOf(1));
  *note.mutable_create_time() = ToTimestamp(call.now);
  *note.mutable_update_time() = ToTimestamp(call.now);
  note.set_creator(call.caller.name);
  note.set_text(std::string(text));
  note.set_visibility(visibility == v1::NOTE_VISIBILITY_UNSPECIFIED ? v1::NOTE_VISIBILITY_SHARED
                                                                    : visibility);
  note.set_revision(1);
  return note;
}

void Save(const Telling& telling, const v1::CoachingSession& session, const v1::Note& note) {
  Insert(telling.changes, note);
  TellNote(telling, "coaching.note_added", session, note);
}

void AddShared(const Telling& telling, const rpc::Call& call, const v1::CoachingSession& session,
               std::string_view text) {
  if (text.empty()) return;
  Save(telling, session, Make(call, session.name(), text, v1::NOTE_VISIBILITY_SHARED));
}

}  // namespace laurel::feedback::note
