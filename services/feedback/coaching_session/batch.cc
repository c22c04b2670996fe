#include "common/api/fill_batch.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {

absl::StatusOr<v1::BatchGetCoachingSessionsResponse> BatchGetCoachingSessions(
    Env& env, rpc::Call& call, const v1::BatchGetCoachingSessionsRequest& request) {
  std::vector<std::string> ids;
  for (const std::string& name : request.names()) ids.emplace_back(IdOf(name));
  using Sessions = std::vector<v1::CoachingSession>;
  ASSIGN_OR_RETURN(const Sessions sessions,
                   env.db.Read<Sessions>(
                       call.deadline, [&](sql::Connection& connection) { return FindAll(connection, ids); }));
  const auto organization = org::FreshOrganization(env.organization, call.now);
  const auto show =
      [&](const v1::CoachingSession* session) -> absl::StatusOr<std::optional<v1::CoachingSession>> {
    // Also of one that does not exist, as in access.cc.
    ASSIGN_OR_RETURN(const std::optional<common::v1::View> view,
                     ViewOn(organization, call, session == nullptr ? v1::CoachingSession() : *session));
    if (session == nullptr || !view.has_value()) return std::optional<v1::CoachingSession>();
    return Shaped(*session, *view);
  };
  v1::BatchGetCoachingSessionsResponse response;
  RETURN_IF_ERROR(api::FillBatch(request.names(), sessions, show, response.mutable_coaching_sessions(),
                                 response.mutable_missing()));
  return response;
}

}  // namespace laurel::feedback::coaching_session
