#include "services/feedback/feedback_service.h"

#include "services/feedback/audience/handlers.h"
#include "services/feedback/feedback/handlers.h"

namespace laurel::feedback {

using Reactor = grpc::ServerUnaryReactor;

Reactor* FeedbackService::CreateFeedback(rpc::Context* c, const v1::CreateFeedbackRequest* q,
                                         v1::Feedback* a) {
  return routes_.Unary(__func__, c, q, a, feedback::CreateFeedback);
}
Reactor* FeedbackService::UpdateFeedback(rpc::Context* c, const v1::UpdateFeedbackRequest* q,
                                         v1::Feedback* a) {
  return routes_.Unary(__func__, c, q, a, feedback::UpdateFeedback);
}
Reactor* FeedbackService::SubmitFeedback(rpc::Context* c, const v1::SubmitFeedbackRequest* q,
                                         v1::Feedback* a) {
  return routes_.Unary(__func__, c, q, a, feedback::SubmitFeedback);
}
Reactor* FeedbackService::DiscardFeedback(rpc::Context* c, const v1::DiscardFeedbackRequest* q,
                                          v1::Feedback* a) {
  return routes_.Unary(__func__, c, q, a, feedback::DiscardFeedback);
}
Reactor* FeedbackService::GetFeedback(rpc::Context* c, const v1::GetFeedbackRequest* q, v1::Feedback* a) {
  return routes_.Unary(__func__, c, q, a, feedback::GetFeedback);
}
Reactor* FeedbackService::BatchGetFeedback(rpc::Context* c, const v1::BatchGetFeedbackRequest* q,
                                           v1::BatchGetFeedbackResponse* a) {
  return routes_.Unary(__func__, c, q, a, feedback::BatchGetFeedback);
}
Reactor* FeedbackService::ListFeedback(rpc::Context* c, const v1::ListFeedbackRequest* q,
                                       v1::ListFeedbackResponse* a) {
  return routes_.Unary(__func__, c, q, a, feedback::ListFeedback);
}
Reactor* FeedbackService::AcknowledgeFeedback(rpc::Context* c, const v1::AcknowledgeFeedbackRequest* q,
                                              v1::Feedback* a) {
  return routes_.Unary(__func__, c, q, a, feedback::AcknowledgeFeedback);
}
Reactor* FeedbackService::RetractFeedback(rpc::Context* c, const v1::RetractFeedbackRequest* q,
                                          v1::Feedback* a) {
  return routes_.Unary(__func__, c, q, a, feedback::RetractFeedback);
}
Reactor* FeedbackService::ListFeedbackRevisions(rpc::Context* c, const v1::ListFeedbackRevisionsRequest* q,
                                                v1::ListFeedbackRevisionsResponse* a) {
  return routes_.Unary(__func__, c, q, a, feedback::ListFeedbackRevisions);
}
Reactor* FeedbackService::PreviewAudience(rpc::Context* c, const v1::PreviewAudienceRequest* q,
                                          v1::PreviewAudienceResponse* a) {
  return routes_.Unary(__func__, c, q, a, audience::PreviewAudience);
}

}  // namespace laurel::feedback
