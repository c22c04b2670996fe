#include "services/recognition/comment/handlers.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/fill_page.h"
#include "common/api/time_position.h"
#include "common/api/ulid.h"
#include "common/service/write_context.h"
#include "common/sql/request_log.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/recognition/comment/store.h"
#include "services/recognition/errors.h"
#include "services/recognition/events.h"
#include "services/recognition/names.h"
#include "services/recognition/recognition/respond.h"

namespace laurel::recognition::comment {
namespace {

using Empty = google::protobuf::Empty;
using Comments = std::vector<v1::Comment>;

v1::Comment Make(const rpc::Call& call, std::string_view recognition, std::string_view text) {
  v1::Comment comment;
  comment.set_name(kCommentPattern.Format({recognition, api::NewUlid(call.now)}));
  *comment.mutable_create_time() = ToTimestamp(call.now);
  comment.set_creator(call.caller.name);
  comment.set_text(std::string(text));
  return comment;
}

// What the stored answer of AddComment quotes: it goes with the comment.
std::string QuoteOf(std::string_view comment_id) { return fmt::format("comments/{}", comment_id); }

absl::Status CheckReadsComments(const recognition::Readable& found) {
  if (found.view == common::v1::VIEW_FULL) return absl::OkStatus();
  return NotAllowed("only those who read all of a recognition read its comments");
}

}  // namespace

absl::StatusOr<v1::Comment> AddComment(Env& env, rpc::Call& call, const v1::AddCommentRequest& request) {
  const std::string_view id = IdOf(request.parent());
  const v1::Comment comment = Make(call, id, request.comment().text());
  return env.db.Write<v1::Comment>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Comment> {
        ASSIGN_OR_RETURN(const recognition::Readable found,
                         recognition::LoadReadable(env, call, connection, id, recognition::kLockToRespond));
        RETURN_IF_ERROR(recognition::CheckMayAdd(found, "add a comment"));
        Insert(changes, comment);
        changes.Mention(comment.creator());
        changes.MentionThing(QuoteOf(IdOf(comment.name())));
        TellComment(TellingOf(env, call, changes), "comment.added", found.stored.recognition, comment);
        return comment;
      },
      [&](sql::Connection& connection, const v1::Comment&) -> absl::Status {
        ASSIGN_OR_RETURN(const recognition::Readable found,
                         recognition::LoadReadable(env, call, connection, id, sql::Lock::kNone));
        return CheckReadsComments(found);
      });
}

absl::StatusOr<v1::ListCommentsResponse> ListComments(Env& env, rpc::Call& call,
                                                      const v1::ListCommentsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::optional<api::TimePosition> after, api::FromCursor(page.after));
  ASSIGN_OR_RETURN(
      Comments comments,
      env.db.Read<Comments>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Comments> {
        const std::string_view id = IdOf(request.parent());
        ASSIGN_OR_RETURN(const recognition::Readable found,
                         recognition::LoadReadable(env, call, connection, id, sql::Lock::kNone));
        RETURN_IF_ERROR(CheckReadsComments(found));
        return List(connection, id, after, page.size + 1);
      }));
  v1::ListCommentsResponse response;
  const auto cursor_of = [](const v1::Comment& comment) {
    return api::ToCursor({FromTimestamp(comment.create_time()), std::string(IdOf(comment.name()))});
  };
  api::FillPage(call.caller.id, request, std::move(comments), page.size, cursor_of,
                response.mutable_comments(), response.mutable_next_page_token());
  return response;
}

absl::StatusOr<Empty> DeleteComment(Env& env, rpc::Call& call, const v1::DeleteCommentRequest& request) {
  const std::vector<std::string> ids = kCommentPattern.Match(request.name()).value();
  return env.db.Write<Empty>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<Empty> {
        ASSIGN_OR_RETURN(
            const recognition::Readable found,
            recognition::LoadReadable(env, call, connection, ids[0], recognition::kLockToRespond));
        ASSIGN_OR_RETURN(const std::optional<v1::Comment> comment, Find(connection, ids[0], ids[1]));
        if (!comment.has_value()) return NotFound();
        RETURN_IF_ERROR(recognition::CheckMayRemove(call, comment->creator()));
        Delete(changes, ids[0], ids[1]);
        sql::EraseAnswers(changes, QuoteOf(ids[1]));
        recognition::AuditRemoval(call, *comment, changes);
        TellComment(TellingOf(env, call, changes), "comment.deleted", found.stored.recognition, *comment);
        return Empty();
      },
      [&](sql::Connection& connection, const Empty&) {
        return recognition::LoadReadable(env, call, connection, ids[0], sql::Lock::kNone).status();
      });
}

}  // namespace laurel::recognition::comment
