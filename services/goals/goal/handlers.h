// The calls about goals. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/goals/v1/goal_service.pb.h"
#include "services/goals/env.h"

namespace laurel::goals::goal {

absl::StatusOr<v1::Goal> CreateGoal(Env& env, rpc::Call& call, const v1::CreateGoalRequest& request);
absl::StatusOr<v1::Goal> ProposeGoal(Env& env, rpc::Call& call, const v1::ProposeGoalRequest& request);
absl::StatusOr<v1::Goal> AcceptGoal(Env& env, rpc::Call& call, const v1::AcceptGoalRequest& request);
absl::StatusOr<v1::Goal> DeclineGoal(Env& env, rpc::Call& call, const v1::DeclineGoalRequest& request);
absl::StatusOr<v1::Goal> DiscardGoal(Env& env, rpc::Call& call, const v1::DiscardGoalRequest& request);
absl::StatusOr<v1::Goal> ActivateGoal(Env& env, rpc::Call& call, const v1::ActivateGoalRequest& request);
absl::StatusOr<v1::Goal> CloseGoal(Env& env, rpc::Call& call, const v1::CloseGoalRequest& request);
absl::StatusOr<v1::Goal> ReopenGoal(Env& env, rpc::Call& call, const v1::ReopenGoalRequest& request);
absl::StatusOr<v1::Goal> ArchiveGoal(Env& env, rpc::Call& call, const v1::ArchiveGoalRequest& request);
absl::StatusOr<v1::Goal> UpdateGoal(Env& env, rpc::Call& call, const v1::UpdateGoalRequest& request);
absl::StatusOr<v1::GoalNode> SetGoalPart(Env& env, rpc::Call& call, const v1::SetGoalPartRequest& request);
absl::StatusOr<v1::Goal> GetGoal(Env& env, rpc::Call& call, const v1::GetGoalRequest& request);
absl::StatusOr<v1::BatchGetGoalsResponse> BatchGetGoals(Env& env, rpc::Call& call,
                                                        const v1::BatchGetGoalsRequest& request);
absl::StatusOr<v1::ListGoalsResponse> ListGoals(Env& env, rpc::Call& call,
                                                const v1::ListGoalsRequest& request);
absl::StatusOr<v1::ListStatusChangesResponse> ListStatusChanges(Env& env, rpc::Call& call,
                                                                const v1::ListStatusChangesRequest& request);

}  // namespace laurel::goals::goal
