#include "common/api/fill_page.h"
#include "common/api/number_position.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/feedback/access.h"
#include "services/feedback/feedback/handlers.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {

absl::StatusOr<v1::ListFeedbackRevisionsResponse> ListFeedbackRevisions(
    Env& env, rpc::Call& call, const v1::ListFeedbackRevisionsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::int64_t after, api::NumberFromCursor(page.after));
  using Revisions = std::vector<v1::FeedbackRevision>;
  ASSIGN_OR_RETURN(
      Revisions revisions,
      env.db.Read<Revisions>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Revisions> {
        const std::string_view id = IdOf(request.parent());
        ASSIGN_OR_RETURN(const Readable found, LoadReadable(env, call, connection, id, sql::Lock::kNone));
        if (found.view != common::v1::VIEW_FULL) {
          return NotAllowed("the texts of this feedback are for those who read it in full");
        }
        return ListRevisions(connection, id, after, page.size + 1);
      }));
  v1::ListFeedbackRevisionsResponse answer;
  const auto cursor_of = [](const v1::FeedbackRevision& revision) {
    return api::Cursor{std::string(IdOf(revision.name()))};
  };
  api::FillPage(call.caller.id, request, std::move(revisions), page.size, cursor_of,
                answer.mutable_revisions(), answer.mutable_next_page_token());
  return answer;
}

}  // namespace laurel::feedback::feedback
