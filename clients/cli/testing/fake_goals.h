// Goals with a few of them, for tests of commands: what was asked is kept, what is answered can be set before
// a command is run.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "laurel/goals/v1/goal_service.grpc.pb.h"

namespace laurel::cli::testing {

// Maria Costa (people/maria) is the caller.
class FakeGoals final : public goals::v1::GoalService::Service {
 public:
  FakeGoals();

  grpc::Status CreateGoal(grpc::ServerContext*, const goals::v1::CreateGoalRequest* request,
                          goals::v1::Goal* answer) override;
  grpc::Status ProposeGoal(grpc::ServerContext*, const goals::v1::ProposeGoalRequest* request,
                           goals::v1::Goal* answer) override;
  grpc::Status AcceptGoal(grpc::ServerContext*, const goals::v1::AcceptGoalRequest* request,
                          goals::v1::Goal* answer) override;
  grpc::Status DeclineGoal(grpc::ServerContext*, const goals::v1::DeclineGoalRequest* request,
                           goals::v1::Goal* answer) override;
  grpc::Status DiscardGoal(grpc::ServerContext*, const goals::v1::DiscardGoalRequest* request,
                           goals::v1::Goal* answer) override;
  grpc::Status GetGoal(grpc::ServerContext*, const goals::v1::GetGoalRequest* request,
                       goals::v1::Goal* answer) override;
  grpc::Status ListGoals(grpc::ServerContext*, const goals::v1::ListGoalsRequest* request,
                         goals::v1::ListGoalsResponse* answer) override;
  grpc::Status UpdateGoal(grpc::ServerContext*, const goals::v1::UpdateGoalRequest* request,
                          goals::v1::Goal* answer) override;
  grpc::Status ActivateGoal(grpc::ServerContext*, const goals::v1::ActivateGoalRequest* request,
                            goals::v1::Goal* answer) override;
  grpc::Status CloseGoal(grpc::ServerContext*, const goals::v1::CloseGoalRequest* request,
                         goals::v1::Goal* answer) override;
  grpc::Status ReopenGoal(grpc::ServerContext*, const goals::v1::ReopenGoalRequest* request,
                          goals::v1::Goal* answer) override;
  grpc::Status ArchiveGoal(grpc::ServerContext*, const goals::v1::ArchiveGoalRequest* request,
                           goals::v1::Goal* answer) override;
  grpc::Status ListStatusChanges(grpc::ServerContext*, const goals::v1::ListStatusChangesRequest* request,
                                 goals::v1::ListStatusChangesResponse* answer) override;
  grpc::Status SetGoalPart(grpc::ServerContext*, const goals::v1::SetGoalPartRequest* request,
                           goals::v1::GoalNode* answer) override;
  grpc::Status AddKeyResult(grpc::ServerContext*, const goals::v1::AddKeyResultRequest* request,
                            goals::v1::KeyResult* answer) override;
  grpc::Status UpdateKeyResult(grpc::ServerContext*, const goals::v1::UpdateKeyResultRequest* request,
                               goals::v1::KeyResult* answer) override;
  grpc::Status RemoveKeyResult(grpc::ServerContext*, const goals::v1::RemoveKeyResultRequest* request,
                               goals::v1::Goal* answer) override;
  grpc::Status RecordCheckIn(grpc::ServerContext*, const goals::v1::RecordCheckInRequest* request,
                             goals::v1::CheckIn* answer) override;
  grpc::Status ListCheckIns(grpc::ServerContext*, const goals::v1::ListCheckInsRequest* request,
                            goals::v1::ListCheckInsResponse* answer) override;
  grpc::Status AddGoalComment(grpc::ServerContext*, const goals::v1::AddGoalCommentRequest* request,
                              goals::v1::GoalComment* answer) override;
  grpc::Status ListGoalComments(grpc::ServerContext*, const goals::v1::ListGoalCommentsRequest* request,
                                goals::v1::ListGoalCommentsResponse* answer) override;
  grpc::Status GetGoalTree(grpc::ServerContext*, const goals::v1::GetGoalTreeRequest* request,
                           goals::v1::GetGoalTreeResponse* answer) override;
  grpc::Status GetGoalSummary(grpc::ServerContext*, const goals::v1::GetGoalSummaryRequest* request,
                              goals::v1::GoalSummary* answer) override;
  grpc::Status ListMetrics(grpc::ServerContext*, const goals::v1::ListMetricsRequest* request,
                           goals::v1::ListMetricsResponse* answer) override;

  // One more, ACTIVE and PRIVATE, until the end of the year; "goals/01jd8z3v5n7q2w4e6r8t" + id.
  goals::v1::Goal& Add(const std::string& id, const std::string& owner, const std::string& title);
  // One more of the last goal: of this metric, from 80 to 90 %; the goal's name + "/keyResults/…" + id.
  goals::v1::KeyResult& AddMetric(const std::string& id, const std::string& metric, const std::string& title);
  // One more of the goal or key result of this name, so long before now; "…/checkIns/…" + id.
  goals::v1::CheckIn& AddCheckIn(const std::string& id, const std::string& of, const std::string& value,
                                 absl::Duration ago);

  // The error that each of these calls answers, by its name; of RecordCheckIn by the value, too.
  std::map<std::string, absl::Status> broken;
  std::vector<goals::v1::Goal> goals;
  std::vector<goals::v1::ListGoalsRequest> listed;
  std::vector<goals::v1::CreateGoalRequest> created;
  std::vector<goals::v1::ProposeGoalRequest> proposed;
  std::vector<goals::v1::UpdateGoalRequest> updated;
  std::vector<goals::v1::CloseGoalRequest> closed;
  std::vector<goals::v1::AddKeyResultRequest> added;
  std::vector<goals::v1::UpdateKeyResultRequest> updated_key_results;
  std::vector<std::string> removed;  // key results
  std::vector<common::v1::StatusChange> changes;
  std::vector<goals::v1::RecordCheckInRequest> recorded;
  std::vector<goals::v1::CheckIn> check_ins;  // of every goal
  std::vector<goals::v1::GoalComment> comments;
  std::vector<goals::v1::GetGoalTreeRequest> trees;
  std::vector<goals::v1::GoalNode> nodes;  // of every tree
  std::vector<goals::v1::SetGoalPartRequest> parts;
  goals::v1::GoalSummary summary;
  std::vector<goals::v1::GetGoalSummaryRequest> summaries;
  std::vector<goals::v1::Metric> metrics;

 private:
  grpc::Status Broken(const std::string& call) const;
  grpc::Status Move(const std::string& name, goals::v1::GoalLifecycle lifecycle, const std::string& reason,
                    goals::v1::Goal* answer);
};

}  // namespace laurel::cli::testing
