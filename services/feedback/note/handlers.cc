#include "services/feedback/note/handlers.h"

#include "common/api/fill_page.h"
#include "common/api/time_position.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/feedback/names.h"
#include "services/feedback/note/access.h"
#include "services/feedback/note/rules.h"
#include "services/feedback/note/write.h"
#include "services/feedback/people.h"

namespace laurel::feedback::note {

using coaching_session::Part;

absl::StatusOr<v1::Note> AddNote(Env& env, rpc::Call& call, const v1::AddNoteRequest& request) {
  const std::string_view session_id = IdOf(request.parent());
  const v1::Note note = Make(call, request.parent(), request.note().text(), request.note().visibility());
  return env.db.Write<v1::Note>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Note> {
        ASSIGN_OR_RETURN(
            const coaching_session::Readable found,
            coaching_session::LoadReadable(env, call, connection, session_id, sql::Lock::kForUpdate));
        const v1::CoachingSession& session = found.stored.session;
        RETURN_IF_ERROR(CheckMayAdd(found.part, note.visibility()));
        RETURN_IF_ERROR(CheckSomebodyIsHere(*env.organization.Current(), session.attendees(), call.now));
        RETURN_IF_ERROR(CheckOpen(session, found.stored.held_change_time, note.visibility(), call.now));
        Save(TellingOf(env, call, changes), session, note);
        changes.Mention(note.creator());
        return note;
      },
      [&](sql::Connection& connection, const v1::Note& stored) {
        return CheckStillReadable(env, call, connection, stored);
      });
}

absl::StatusOr<v1::ListNotesResponse> ListNotes(Env& env, rpc::Call& call,
                                                const v1::ListNotesRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::optional<api::TimePosition> after, api::FromCursor(page.after));
  using Notes = std::vector<v1::Note>;
  ASSIGN_OR_RETURN(
      Notes notes,
      env.db.Read<Notes>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Notes> {
        const std::string_view session_id = IdOf(request.parent());
        ASSIGN_OR_RETURN(const coaching_session::Readable found,
                         coaching_session::LoadReadable(env, call, connection, session_id, sql::Lock::kNone));
        if (found.part == Part::kNone)
          return NotAllowed("only those who take part in a session read its notes");
        return List(connection, session_id, call.caller.id, after, page.size + 1);
      }));
  v1::ListNotesResponse answer;
  const auto cursor_of = [](const v1::Note& note) {
    return api::ToCursor({FromTimestamp(note.create_time()), std::string(IdOf(note.name()))});
  };
  api::FillPage(call.caller.id, request, std::move(notes), page.size, cursor_of, answer.mutable_notes(),
                answer.mutable_next_page_token());
  return answer;
}

}  // namespace laurel::feedback::note
