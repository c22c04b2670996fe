#include "common/api/fill_page.h"
#include "common/api/number_position.h"
#include "common/status/macros.h"
#include "services/feedback/names.h"
#include "services/feedback/note/access.h"
#include "services/feedback/note/handlers.h"

namespace laurel::feedback::note {

absl::StatusOr<v1::ListNoteRevisionsResponse> ListNoteRevisions(Env& env, rpc::Call& call,
                                                                const v1::ListNoteRevisionsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::int64_t after, api::NumberFromCursor(page.after));
  using Revisions = std::vector<v1::NoteRevision>;
  ASSIGN_OR_RETURN(
      Revisions revisions,
      env.db.Read<Revisions>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Revisions> {
        ASSIGN_OR_RETURN(const Readable found,
                         LoadReadable(env, call, connection, request.parent(), sql::Lock::kNone));
        return ListRevisions(connection, found.stored.note, after, page.size + 1);
      }));
  v1::ListNoteRevisionsResponse answer;
  const auto cursor_of = [](const v1::NoteRevision& revision) {
    return api::Cursor{std::string(IdOf(revision.name()))};
  };
  api::FillPage(call.caller.id, request, std::move(revisions), page.size, cursor_of,
                answer.mutable_revisions(), answer.mutable_next_page_token());
  return answer;
}

}  // namespace laurel::feedback::note
