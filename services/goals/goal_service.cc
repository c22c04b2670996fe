#include "services/goals/goal_service.h"

#include "services/goals/check_in/handlers.h"
#include "services/goals/comment/handlers.h"
#include "services/goals/goal/handlers.h"
#include "services/goals/key_result/handlers.h"
#include "services/goals/metric/handlers.h"
#include "services/goals/summary/handlers.h"
#include "services/goals/tree/handlers.h"

namespace laurel::goals {

using Reactor = grpc::ServerUnaryReactor;

Reactor* GoalService::CreateGoal(rpc::Context* c, const v1::CreateGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::CreateGoal);
}
Reactor* GoalService::ProposeGoal(rpc::Context* c, const v1::ProposeGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::ProposeGoal);
}
Reactor* GoalService::AcceptGoal(rpc::Context* c, const v1::AcceptGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::AcceptGoal);
}
Reactor* GoalService::DeclineGoal(rpc::Context* c, const v1::DeclineGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::DeclineGoal);
}
Reactor* GoalService::DiscardGoal(rpc::Context* c, const v1::DiscardGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::DiscardGoal);
}
Reactor* GoalService::GetGoal(rpc::Context* c, const v1::GetGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::GetGoal);
}
Reactor* GoalService::BatchGetGoals(rpc::Context* c, const v1::BatchGetGoalsRequest* q,
                                    v1::BatchGetGoalsResponse* a) {
  return routes_.Unary(__func__, c, q, a, goal::BatchGetGoals);
}
Reactor* GoalService::ListGoals(rpc::Context* c, const v1::ListGoalsRequest* q, v1::ListGoalsResponse* a) {
  return routes_.Unary(__func__, c, q, a, goal::ListGoals);
}
Reactor* GoalService::UpdateGoal(rpc::Context* c, const v1::UpdateGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::UpdateGoal);
}
Reactor* GoalService::ActivateGoal(rpc::Context* c, const v1::ActivateGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::ActivateGoal);
}
Reactor* GoalService::CloseGoal(rpc::Context* c, const v1::CloseGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::CloseGoal);
}
Reactor* GoalService::ReopenGoal(rpc::Context* c, const v1::ReopenGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::ReopenGoal);
}
Reactor* GoalService::ArchiveGoal(rpc::Context* c, const v1::ArchiveGoalRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, goal::ArchiveGoal);
}
Reactor* GoalService::ListStatusChanges(rpc::Context* c, const v1::ListStatusChangesRequest* q,
                                        v1::ListStatusChangesResponse* a) {
  return routes_.Unary(__func__, c, q, a, goal::ListStatusChanges);
}
Reactor* GoalService::SetGoalPart(rpc::Context* c, const v1::SetGoalPartRequest* q, v1::GoalNode* a) {
  return routes_.Unary(__func__, c, q, a, goal::SetGoalPart);
}

Reactor* GoalService::AddKeyResult(rpc::Context* c, const v1::AddKeyResultRequest* q, v1::KeyResult* a) {
  return routes_.Unary(__func__, c, q, a, key_result::AddKeyResult);
}
Reactor* GoalService::UpdateKeyResult(rpc::Context* c, const v1::UpdateKeyResultRequest* q,
                                      v1::KeyResult* a) {
  return routes_.Unary(__func__, c, q, a, key_result::UpdateKeyResult);
}
Reactor* GoalService::RemoveKeyResult(rpc::Context* c, const v1::RemoveKeyResultRequest* q, v1::Goal* a) {
  return routes_.Unary(__func__, c, q, a, key_result::RemoveKeyResult);
}
Reactor* GoalService::RecordCheckIn(rpc::Context* c, const v1::RecordCheckInRequest* q, v1::CheckIn* a) {
  return routes_.Unary(__func__, c, q, a, check_in::RecordCheckIn);
}
Reactor* GoalService::ListCheckIns(rpc::Context* c, const v1::ListCheckInsRequest* q,
                                   v1::ListCheckInsResponse* a) {
  return routes_.Unary(__func__, c, q, a, check_in::ListCheckIns);
}
Reactor* GoalService::AddGoalComment(rpc::Context* c, const v1::AddGoalCommentRequest* q,
                                     v1::GoalComment* a) {
  return routes_.Unary(__func__, c, q, a, comment::AddGoalComment);
}
Reactor* GoalService::ListGoalComments(rpc::Context* c, const v1::ListGoalCommentsRequest* q,
                                       v1::ListGoalCommentsResponse* a) {
  return routes_.Unary(__func__, c, q, a, comment::ListGoalComments);
}
Reactor* GoalService::GetGoalTree(rpc::Context* c, const v1::GetGoalTreeRequest* q,
                                  v1::GetGoalTreeResponse* a) {
  return routes_.Unary(__func__, c, q, a, tree::GetGoalTree);
}
Reactor* GoalService::GetGoalSummary(rpc::Context* c, const v1::GetGoalSummaryRequest* q,
                                     v1::GoalSummary* a) {
  return routes_.Unary(__func__, c, q, a, summary::GetGoalSummary);
}
Reactor* GoalService::ListMetrics(rpc::Context* c, const v1::ListMetricsRequest* q,
                                  v1::ListMetricsResponse* a) {
  return routes_.Unary(__func__, c, q, a, metric::ListMetrics);
}

}  // namespace laurel::goals
