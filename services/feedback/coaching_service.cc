#include "services/feedback/coaching_service.h"

#include "services/feedback/action_item/handlers.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/coverage/handlers.h"
#include "services/feedback/note/handlers.h"
#include "services/feedback/status_change/handlers.h"
#include "services/feedback/talking_point/handlers.h"

namespace laurel::feedback {

using Reactor = grpc::ServerUnaryReactor;

Reactor* CoachingService::CreateCoachingSession(rpc::Context* c, const v1::CreateCoachingSessionRequest* q,
                                                v1::CoachingSession* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::CreateCoachingSession);
}
Reactor* CoachingService::GetCoachingSession(rpc::Context* c, const v1::GetCoachingSessionRequest* q,
                                             v1::CoachingSession* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::GetCoachingSession);
}
Reactor* CoachingService::BatchGetCoachingSessions(rpc::Context* c,
                                                   const v1::BatchGetCoachingSessionsRequest* q,
                                                   v1::BatchGetCoachingSessionsResponse* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::BatchGetCoachingSessions);
}
Reactor* CoachingService::ListCoachingSessions(rpc::Context* c, const v1::ListCoachingSessionsRequest* q,
                                               v1::ListCoachingSessionsResponse* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::ListCoachingSessions);
}
Reactor* CoachingService::UpdateCoachingSession(rpc::Context* c, const v1::UpdateCoachingSessionRequest* q,
                                                v1::CoachingSession* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::UpdateCoachingSession);
}
Reactor* CoachingService::RescheduleCoachingSession(rpc::Context* c,
                                                    const v1::RescheduleCoachingSessionRequest* q,
                                                    v1::CoachingSession* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::RescheduleCoachingSession);
}
Reactor* CoachingService::StartCoachingSession(rpc::Context* c, const v1::StartCoachingSessionRequest* q,
                                               v1::CoachingSession* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::StartCoachingSession);
}
Reactor* CoachingService::CancelCoachingSession(rpc::Context* c, const v1::CancelCoachingSessionRequest* q,
                                                v1::CoachingSession* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::CancelCoachingSession);
}
Reactor* CoachingService::MarkCoachingSessionNoShow(rpc::Context* c,
                                                    const v1::MarkCoachingSessionNoShowRequest* q,
                                                    v1::CoachingSession* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::MarkCoachingSessionNoShow);
}
Reactor* CoachingService::HoldCoachingSession(rpc::Context* c, const v1::HoldCoachingSessionRequest* q,
                                              v1::CoachingSession* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::HoldCoachingSession);
}
Reactor* CoachingService::VoidCoachingSession(rpc::Context* c, const v1::VoidCoachingSessionRequest* q,
                                              v1::CoachingSession* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::VoidCoachingSession);
}
Reactor* CoachingService::AcknowledgeCoachingSession(rpc::Context* c,
                                                     const v1::AcknowledgeCoachingSessionRequest* q,
                                                     v1::CoachingSession* a) {
  return routes_.Unary(__func__, c, q, a, coaching_session::AcknowledgeCoachingSession);
}
Reactor* CoachingService::ListStatusChanges(rpc::Context* c, const v1::ListStatusChangesRequest* q,
                                            v1::ListStatusChangesResponse* a) {
  return routes_.Unary(__func__, c, q, a, status_change::ListStatusChanges);
}
Reactor* CoachingService::AddNote(rpc::Context* c, const v1::AddNoteRequest* q, v1::Note* a) {
  return routes_.Unary(__func__, c, q, a, note::AddNote);
}
Reactor* CoachingService::ListNotes(rpc::Context* c, const v1::ListNotesRequest* q,
                                    v1::ListNotesResponse* a) {
  return routes_.Unary(__func__, c, q, a, note::ListNotes);
}
Reactor* CoachingService::ReviseNote(rpc::Context* c, const v1::ReviseNoteRequest* q, v1::Note* a) {
  return routes_.Unary(__func__, c, q, a, note::ReviseNote);
}
Reactor* CoachingService::ListNoteRevisions(rpc::Context* c, const v1::ListNoteRevisionsRequest* q,
                                            v1::ListNoteRevisionsResponse* a) {
  return routes_.Unary(__func__, c, q, a, note::ListNoteRevisions);
}
Reactor* CoachingService::AddTalkingPoint(rpc::Context* c, const v1::AddTalkingPointRequest* q,
                                          v1::TalkingPoint* a) {
  return routes_.Unary(__func__, c, q, a, talking_point::AddTalkingPoint);
}
Reactor* CoachingService::UpdateTalkingPoint(rpc::Context* c, const v1::UpdateTalkingPointRequest* q,
                                             v1::TalkingPoint* a) {
  return routes_.Unary(__func__, c, q, a, talking_point::UpdateTalkingPoint);
}
Reactor* CoachingService::RemoveTalkingPoint(rpc::Context* c, const v1::RemoveTalkingPointRequest* q,
                                             google::protobuf::Empty* a) {
  return routes_.Unary(__func__, c, q, a, talking_point::RemoveTalkingPoint);
}
Reactor* CoachingService::ListTalkingPoints(rpc::Context* c, const v1::ListTalkingPointsRequest* q,
                                            v1::ListTalkingPointsResponse* a) {
  return routes_.Unary(__func__, c, q, a, talking_point::ListTalkingPoints);
}
Reactor* CoachingService::CreateActionItem(rpc::Context* c, const v1::CreateActionItemRequest* q,
                                           v1::ActionItem* a) {
  return routes_.Unary(__func__, c, q, a, action_item::CreateActionItem);
}
Reactor* CoachingService::GetActionItem(rpc::Context* c, const v1::GetActionItemRequest* q,
                                        v1::ActionItem* a) {
  return routes_.Unary(__func__, c, q, a, action_item::GetActionItem);
}
Reactor* CoachingService::UpdateActionItem(rpc::Context* c, const v1::UpdateActionItemRequest* q,
                                           v1::ActionItem* a) {
  return routes_.Unary(__func__, c, q, a, action_item::UpdateActionItem);
}
Reactor* CoachingService::CompleteActionItem(rpc::Context* c, const v1::CompleteActionItemRequest* q,
                                             v1::ActionItem* a) {
  return routes_.Unary(__func__, c, q, a, action_item::CompleteActionItem);
}
Reactor* CoachingService::DropActionItem(rpc::Context* c, const v1::DropActionItemRequest* q,
                                         v1::ActionItem* a) {
  return routes_.Unary(__func__, c, q, a, action_item::DropActionItem);
}
Reactor* CoachingService::ReopenActionItem(rpc::Context* c, const v1::ReopenActionItemRequest* q,
                                           v1::ActionItem* a) {
  return routes_.Unary(__func__, c, q, a, action_item::ReopenActionItem);
}
Reactor* CoachingService::ListActionItems(rpc::Context* c, const v1::ListActionItemsRequest* q,
                                          v1::ListActionItemsResponse* a) {
  return routes_.Unary(__func__, c, q, a, action_item::ListActionItems);
}
Reactor* CoachingService::GetCoachingCoverage(rpc::Context* c, const v1::GetCoachingCoverageRequest* q,
                                              v1::GetCoachingCoverageResponse* a) {
  return routes_.Unary(__func__, c, q, a, coverage::GetCoachingCoverage);
}

}  // namespace laurel::feedback
