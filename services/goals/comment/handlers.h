// The calls about comments on goals. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/goals/v1/goal_service.pb.h"
#include "services/goals/env.h"

namespace laurel::goals::comment {

absl::StatusOr<v1::GoalComment> AddGoalComment(Env& env, rpc::Call& call,
                                               const v1::AddGoalCommentRequest& request);
absl::StatusOr<v1::ListGoalCommentsResponse> ListGoalComments(Env& env, rpc::Call& call,
                                                              const v1::ListGoalCommentsRequest& request);

}  // namespace laurel::goals::comment
