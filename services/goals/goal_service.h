// laurel.goals.v1.GoalService: each call handed to the pipeline with its handler. Thread-safe.
#pragma once

#include "common/rpc/routes.h"
#include "laurel/goals/v1/goal_service.grpc.pb.h"
#include "services/goals/env.h"

namespace laurel::goals {

class GoalService final : public v1::GoalService::CallbackService {
 public:
  GoalService(rpc::Pipeline& pipeline, Env& env)
      : routes_(pipeline, v1::GoalService::service_full_name(), env) {}

  grpc::ServerUnaryReactor* CreateGoal(rpc::Context* c, const v1::CreateGoalRequest* q, v1::Goal* a) override;
  grpc::ServerUnaryReactor* ProposeGoal(rpc::Context* c, const v1::ProposeGoalRequest* q,
                                        v1::Goal* a) override;
  grpc::ServerUnaryReactor* AcceptGoal(rpc::Context* c, const v1::AcceptGoalRequest* q, v1::Goal* a) override;
  grpc::ServerUnaryReactor* DeclineGoal(rpc::Context* c, const v1::DeclineGoalRequest* q,
                                        v1::Goal* a) override;
  grpc::ServerUnaryReactor* DiscardGoal(rpc::Context* c, const v1::DiscardGoalRequest* q,
                                        v1::Goal* a) override;
  grpc::ServerUnaryReactor* GetGoal(rpc::Context* c, const v1::GetGoalRequest* q, v1::Goal* a) override;
  grpc::ServerUnaryReactor* BatchGetGoals(rpc::Context* c, const v1::BatchGetGoalsRequest* q,
                                          v1::BatchGetGoalsResponse* a) override;
  grpc::ServerUnaryReactor* ListGoals(rpc::Context* c, const v1::ListGoalsRequest* q,
                                      v1::ListGoalsResponse* a) override;
  grpc::ServerUnaryReactor* UpdateGoal(rpc::Context* c, const v1::UpdateGoalRequest* q, v1::Goal* a) override;
  grpc::ServerUnaryReactor* ActivateGoal(rpc::Context* c, const v1::ActivateGoalRequest* q,
                                         v1::Goal* a) override;
  grpc::ServerUnaryReactor* CloseGoal(rpc::Context* c, const v1::CloseGoalRequest* q, v1::Goal* a) override;
  grpc::ServerUnaryReactor* ReopenGoal(rpc::Context* c, const v1::ReopenGoalRequest* q, v1::Goal* a) override;
  grpc::ServerUnaryReactor* ArchiveGoal(rpc::Context* c, const v1::ArchiveGoalRequest* q,
                                        v1::Goal* a) override;
  grpc::ServerUnaryReactor* ListStatusChanges(rpc::Context* c, const v1::ListStatusChangesRequest* q,
                                              v1::ListStatusChangesResponse* a) override;
  grpc::ServerUnaryReactor* SetGoalPart(rpc::Context* c, const v1::SetGoalPartRequest* q,
                                        v1::GoalNode* a) override;
  grpc::ServerUnaryReactor* AddKeyResult(rpc::Context* c, const v1::AddKeyResultRequest* q,
                                         v1::KeyResult* a) override;
  grpc::ServerUnaryReactor* UpdateKeyResult(rpc::Context* c, const v1::UpdateKeyResultRequest* q,
                                            v1::KeyResult* a) override;
  grpc::ServerUnaryReactor* RemoveKeyResult(rpc::Context* c, const v1::RemoveKeyResultRequest* q,
                                            v1::Goal* a) override;
  grpc::ServerUnaryReactor* RecordCheckIn(rpc::Context* c, const v1::RecordCheckInRequest* q,
                                          v1::CheckIn* a) override;
  grpc::ServerUnaryReactor* ListCheckIns(rpc::Context* c, const v1::ListCheckInsRequest* q,
                                         v1::ListCheckInsResponse* a) override;
  grpc::ServerUnaryReactor* AddGoalComment(rpc::Context* c, const v1::AddGoalCommentRequest* q,
                                           v1::GoalComment* a) override;
  grpc::ServerUnaryReactor* ListGoalComments(rpc::Context* c, const v1::ListGoalCommentsRequest* q,
                                             v1::ListGoalCommentsResponse* a) override;
  grpc::ServerUnaryReactor* GetGoalTree(rpc::Context* c, const v1::GetGoalTreeRequest* q,
                                        v1::GetGoalTreeResponse* a) override;
  grpc::ServerUnaryReactor* GetGoalSummary(rpc::Context* c, const v1::GetGoalSummaryRequest* q,
                                           v1::GoalSummary* a) override;
  grpc::ServerUnaryReactor* ListMetrics(rpc::Context* c, const v1::ListMetricsRequest* q,
                                        v1::ListMetricsResponse* a) override;

 private:
  rpc::Routes<Env> routes_;
};

}  // namespace laurel::goals
