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
  grpc::ServerUnaryReactor* BatchGetCoachingSessions(rpc::Context* c,
                                                     const v1::BatchGetCoachingSessionsRequest* q,
                                                     v1::BatchGetCoachingSessionsResponse* a) override;
  grpc::ServerUnaryReactor* ListCoachingSessions(rpc::Context* c, const v1::ListCoachingSessionsRequest* q,
                                                 v1::ListCoachingSessionsResponse* a) override;
  grpc::ServerUnaryReactor* UpdateCoachingSession(rpc::Context* c, const v1::UpdateCoachingSessionRequest* q,
                                                  v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* RescheduleCoachingSession(rpc::Context* c,
                                                      const v1::RescheduleCoachingSessionRequest* q,
                                                      v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* StartCoachingSession(rpc::Context* c, const v1::StartCoachingSessionRequest* q,
                                                 v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* CancelCoachingSession(rpc::Context* c, const v1::CancelCoachingSessionRequest* q,
                                                  v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* MarkCoachingSessionNoShow(rpc::Context* c,
                                                      const v1::MarkCoachingSessionNoShowRequest* q,
                                                      v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* HoldCoachingSession(rpc::Context* c, const v1::HoldCoachingSessionRequest* q,
                                                v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* VoidCoachingSession(rpc::Context* c, const v1::VoidCoachingSessionRequest* q,
                                                v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* AcknowledgeCoachingSession(rpc::Context* c,
                                                       const v1::AcknowledgeCoachingSessionRequest* q,
                                                       v1::CoachingSession* a) override;
  grpc::ServerUnaryReactor* ListStatusChanges(rpc::Context* c, const v1::ListStatusChangesRequest* q,
                                              v1::ListStatusChangesResponse* a) override;
  grpc::ServerUnaryReactor* AddNote(rpc::Context* c, const v1::AddNoteRequest* q, v1::Note* a) override;
  grpc::ServerUnaryReactor* ListNotes(rpc::Context* c, const v1::ListNotesRequest* q,
                                      v1::ListNotesResponse* a) override;
  grpc::ServerUnaryReactor* ReviseNote(rpc::Context* c, const v1::ReviseNoteRequest* q, v1::Note* a) override;
  grpc::ServerUnaryReactor* ListNoteRevisions(rpc::Context* c, const v1::ListNoteRevisionsRequest* q,
                                              v1::ListNoteRevisionsResponse* a) override;
  grpc::ServerUnaryReactor* AddTalkingPoint(rpc::Context* c, const v1::AddTalkingPointRequest* q,
                                            v1::TalkingPoint* a) override;
  grpc::ServerUnaryReactor* UpdateTalkingPoint(rpc::Context* c, const v1::UpdateTalkingPointRequest* q,
                                               v1::TalkingPoint* a) override;
  grpc::ServerUnaryReactor* RemoveTalkingPoint(rpc::Context* c, const v1::RemoveTalkingPointRequest* q,
                                               google::protobuf::Empty* a) override;
  grpc::ServerUnaryReactor* ListTalkingPoints(rpc::Context* c, const v1::ListTalkingPointsRequest* q,
                                              v1::ListTalkingPointsResponse* a) override;
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
