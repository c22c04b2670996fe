#include "common/api/etag.h"
#include "common/service/audit_update.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/feedback/events.h"
#include "services/feedback/note/access.h"
#include "services/feedback/note/handlers.h"
#include "services/feedback/note/rules.h"
#include "services/feedback/people.h"

namespace laurel::feedback::note {
namespace {

absl::Status CheckRevise(const Env& env, const rpc::Call& call, const Readable& found,
                         std::string_view etag) {
  const v1::Note& note = found.stored.note;
  const coaching_session::Stored& session = found.session.stored;
  RETURN_IF_ERROR(CheckMayRevise(note, call.caller.name));
  RETURN_IF_ERROR(CheckSomebodyIsHere(*env.organization.Current(), session.session.attendees(), call.now));
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  return CheckOpen(session.session, session.held_change_time, note.visibility(), call.now);
}

v1::Note Revised(const rpc::Call& call, const Stored& before, std::string_view text) {
  v1::Note after = before.note;
  after.set_text(std::string(text));
  after.set_revision(before.note.revision() + 1);
  after.set_etag(api::EtagOf(before.version + 1));
  *after.mutable_update_time() = ToTimestamp(call.now);
  return after;
}

}  // namespace

absl::StatusOr<v1::Note> ReviseNote(Env& env, rpc::Call& call, const v1::ReviseNoteRequest& request) {
  return env.db.Write<v1::Note>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Note> {
        ASSIGN_OR_RETURN(const Readable found,
                         LoadReadable(env, call, connection, request.name(), sql::Lock::kForUpdate));
        const v1::Note& before = found.stored.note;
        RETURN_IF_ERROR(CheckRevise(env, call, found, request.etag()));
        changes.Mention(before.creator());
        // The same words again are no revision: nothing to keep, nobody to tell.
        if (request.text() == before.text()) return before;
        v1::Note after = Revised(call, found.stored, request.text());
        Revise(changes, found.stored, after);
        AuditUpdate(call, after.name(), before, {"text"}, {before.creator()}, changes);
        TellNote(TellingOf(env, call, changes), "coaching.note_revised", found.session.stored.session, after);
        return after;
      },
      [&](sql::Connection& connection, const v1::Note& stored) {
        return CheckStillReadable(env, call, connection, stored);
      });
}

}  // namespace laurel::feedback::note
