#include <optional>
#include <string>
#include <vector>

#include "common/api/fill_batch.h"
#include "common/status/macros.h"
#include "services/goals/goal/access.h"
#include "services/goals/goal/handlers.h"
#include "services/goals/goal/rules.h"
#include "services/goals/goal/shape.h"
#include "services/goals/goal/viewer.h"
#include "services/goals/names.h"

namespace laurel::goals::goal {

absl::StatusOr<v1::Goal> GetGoal(Env& env, rpc::Call& call, const v1::GetGoalRequest& request) {
  return env.db.Read<v1::Goal>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::Goal> {
    ASSIGN_OR_RETURN(Readable found,
                     LoadReadable(env, call, connection, IdOf(request.name()), sql::Lock::kNone));
    RETURN_IF_ERROR(FillProgress(env, connection, found.stored));
    return Shaped(found.stored.goal, found.view, call.now);
  });
}

absl::StatusOr<v1::BatchGetGoalsResponse> BatchGetGoals(Env& env, rpc::Call& call,
                                                        const v1::BatchGetGoalsRequest& request) {
  using Goals = std::vector<v1::Goal>;
  std::vector<std::string> ids;
  for (const std::string& name : request.names()) ids.emplace_back(IdOf(name));
  Viewer viewer(env, call);
  ASSIGN_OR_RETURN(const Goals readable, env.db.Read<Goals>(call.deadline, [&](sql::Connection& connection) {
    return viewer.Read(connection, ids);
  }));
  const auto show = [](const v1::Goal* one) -> absl::StatusOr<std::optional<v1::Goal>> {
    return one == nullptr ? std::nullopt : std::optional(*one);
  };
  v1::BatchGetGoalsResponse response;
  RETURN_IF_ERROR(
      api::FillBatch(request.names(), readable, show, response.mutable_goals(), response.mutable_missing()));
  // As with Get: while the organisation is too old nobody learns which of them exist.
  if (response.missing_size() > 0) RETURN_IF_ERROR(viewer.organization().status());
  return response;
}

}  // namespace laurel::goals::goal
