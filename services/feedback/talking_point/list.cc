#include "common/api/fill_page.h"
#include "common/api/number_position.h"
#include "common/status/macros.h"
#include "services/feedback/names.h"
#include "services/feedback/talking_point/access.h"
#include "services/feedback/talking_point/handlers.h"

namespace laurel::feedback::talking_point {

absl::StatusOr<v1::ListTalkingPointsResponse> ListTalkingPoints(Env& env, rpc::Call& call,
                                                                const v1::ListTalkingPointsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::int64_t after, api::NumberFromCursor(page.after));
  using Points = std::vector<v1::TalkingPoint>;
  ASSIGN_OR_RETURN(
      Points points,
      env.db.Read<Points>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Points> {
        const std::string_view session = IdOf(request.parent());
        RETURN_IF_ERROR(LoadSession(env, call, connection, session, sql::Lock::kNone).status());
        return List(connection, session, after, page.size + 1);
      }));
  v1::ListTalkingPointsResponse answer;
  const auto cursor_of = [](const v1::TalkingPoint& point) { return api::ToCursor(point.position()); };
  api::FillPage(call.caller.id, request, std::move(points), page.size, cursor_of,
                answer.mutable_talking_points(), answer.mutable_next_page_token());
  return answer;
}

}  // namespace laurel::feedback::talking_point
