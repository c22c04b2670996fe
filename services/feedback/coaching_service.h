// laurel.feedback.v1.CoachingService: each call handed to the pipeline with its handler. Thread-safe.
#pragma once

#include "common/rpc/routes.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback {

class CoachingService final : public v1::CoachingService::CallbackService {
 public:
  CoachingService(rpc::Pipeline& pipeline, Env& env)
      : routes_(pipeline, v1::CoachingService::service_full_name(), env) {}

  grpc::ServerUnaryReactor* CreateCoachingSession(rpc::Context* c, const v1::CreateCoachingSessionRequest* q,
                                                  v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* GetCoachingSession(rpc::Context* c, const v1::GetCoachingSessionRequest* q,
                                               v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* ListCoachingSessions(rpc::Context* c, const v1::ListCoachingSessionsRequest* q,
                                                 v1::ListCoachingSessionsResponse* a) override;
  grpc::ServerUnaryReactor* HoldCoachingSession(rpc::Context* c, const v1::HoldCoachingSessionRequest* q,
                                                v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* VoidCoachingSession(rpc::Context* c, const v1::VoidCoachingSessionRequest* q,
                                                v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* AcknowledgeCoachingSession(rpc::Context* c,
                                                       const v1::AcknowledgeCoachingSessionRequest* q,
                                                       v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* AddNote(rpc::Context* c, const v1::AddNoteRequest* q, v1::Note* a) override;
  grpc::ServerUnaryReactor* ListNotes(rpc::Context* c, const v1::ListNotesRequest* q,
                                      v1::ListNotesResponse* a) override;
  grpc::ServerUnaryReactor* CreateActionItem(rpc::Context* c, const v1::CreateActionItemRequest* q,
                                             v1::ActionItem* a) override;
  grpc::ServerUnaryReactor* GetActionItem(rpc::Context* c, const v1::GetActionItemRequest* q,
                                          v1::ActionItem* a) override;
  grpc::ServerUnaryReactor* UpdateActionItem(rpc::Context* c, const v1::UpdateActionItemRequest* q,
                                             v1::ActionItem* a) override;
  grpc::ServerUnaryReactor* CompleteActionItem(rpc::Context* c, const v1::CompleteActionItemRequest* q,
                                               v1::ActionItem* a) override;
  grpc::ServerUnaryReactor* DropActionItem(rpc::Context* c, const v1::DropActionItemRequest* q,
                                           v1::ActionItem* a) override;
  grpc::ServerUnaryReactor* ReopenActionItem(rpc::Context* c, const v1::ReopenActionItemRequest* q,
                                             v1::ActionItem* a) override;
  grpc::ServerUnaryReactor* ListActionItems(rpc::Context* c, const v1::ListActionItemsRequest* q,
                                            v1::ListActionItemsResponse* a) override;
  grpc::ServerUnaryReactor* GetCoachingCoverage(rpc::Context* c, const v1::GetCoachingCoverageRequest* q,
                                                v1::GetCoachingCoverageResponse* a) override;

 private:
  rpc::Routes<Env> routes_;
};

}  // namespace laurel::feedback
