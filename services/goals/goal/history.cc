#include "common/history/list_status_changes.h"
#include "common/status/macros.h"
#include "services/goals/goal/access.h"
#include "services/goals/goal/handlers.h"
#include "services/goals/names.h"

namespace laurel::goals::goal {

absl::StatusOr<v1::ListStatusChangesResponse> ListStatusChanges(Env& env, rpc::Call& call,
                                                                const v1::ListStatusChangesRequest& request) {
  const auto load = [&](sql::Connection& connection) -> absl::StatusOr<history::Parent> {
    ASSIGN_OR_RETURN(const Readable found,
                     LoadReadable(env, call, connection, IdOf(request.parent()), sql::Lock::kNone));
    return history::Parent{v1::GoalLifecycle_descriptor(),
                           [view = found.view](const auto&) { return view == common::v1::VIEW_FULL; }};
  };
  return history::ListStatusChanges<v1::ListStatusChangesResponse>(env.db, call, request, load);
}

}  // namespace laurel::goals::goal
