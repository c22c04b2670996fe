#include "services/goals/comment/handlers.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/fill_page.h"
#include "common/api/time_position.h"
#include "common/api/ulid.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/goals/comment/store.h"
#include "services/goals/errors.h"
#include "services/goals/events.h"
#include "services/goals/goal/access.h"
#include "services/goals/names.h"

namespace laurel::goals::comment {
namespace {

using Comments = std::vector<v1::GoalComment>;

v1::GoalComment Make(const rpc::Call& call, std::string_view goal, std::string_view text) {
  v1::GoalComment comment;
  comment.set_name(kCommentPattern.Format({goal, api::NewUlid(call.now)}));
  *comment.mutable_create_time() = ToTimestamp(call.now);
  comment.set_creator(call.caller.name);
  comment.set_text(std::string(text));
  return comment;
}

absl::StatusOr<goal::Readable> LoadGoal(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                        std::string_view goal) {
  return goal::LoadInFull(env, call, connection, goal, sql::Lock::kNone, "its comments");
}

}  // namespace

absl::StatusOr<v1::GoalComment> AddGoalComment(Env& env, rpc::Call& call,
                                               const v1::AddGoalCommentRequest& request) {
  const std::string_view goal_id = IdOf(request.parent());
  const v1::GoalComment comment = Make(call, goal_id, request.comment().text());
  return env.db.Write<v1::GoalComment>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::GoalComment> {
        RETURN_IF_ERROR(HoldGoal(connection, goal_id));
        ASSIGN_OR_RETURN(const goal::Readable found, LoadGoal(env, call, connection, goal_id));
        const v1::Goal& goal = found.stored.goal;
        if (!audience::MayComment(found.reader, goal))
          return NotAllowed("only its owners, and those who coach or lead them, comment on somebody's goal");
        Insert(changes, comment);
        changes.Mention(comment.creator());
        TellComment(TellingOf(env, call, changes), goal, comment);
        return comment;
      },
      [&](sql::Connection& connection, const v1::GoalComment&) {
        return LoadGoal(env, call, connection, goal_id).status();
      });
}

absl::StatusOr<v1::ListGoalCommentsResponse> ListGoalComments(Env& env, rpc::Call& call,
                                                              const v1::ListGoalCommentsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::optional<api::TimePosition> after, api::FromCursor(page.after));
  ASSIGN_OR_RETURN(
      Comments comments,
      env.db.Read<Comments>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Comments> {
        const std::string_view goal_id = IdOf(request.parent());
        RETURN_IF_ERROR(LoadGoal(env, call, connection, goal_id).status());
        return List(connection, goal_id, after, page.size + 1);
      }));
  const auto cursor_of = [](const v1::GoalComment& comment) {
    return api::ToCursor({FromTimestamp(comment.create_time()), std::string(IdOf(comment.name()))});
  };
  v1::ListGoalCommentsResponse response;
  api::FillPage(call.caller.id, request, std::move(comments), page.size, cursor_of,
                response.mutable_comments(), response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::goals::comment
