// laurel.feedback.v1.FeedbackService: each call handed to the pipeline with its handler. Thread-safe.
#pragma once

#include "common/rpc/routes.h"
#include "laurel/feedback/v1/feedback_service.grpc.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback {

class FeedbackService final : public v1::FeedbackService::CallbackService {
 public:
  FeedbackService(rpc::Pipeline& pipeline, Env& env)
      : routes_(pipeline, v1::FeedbackService::service_full_name(), env) {}

  grpc::ServerUnaryReactor* CreateFeedback(rpc::Context* c, const v1::CreateFeedbackRequest* q,
                                           v1::Feedback* a) override;
  grpc::ServerUnaryReactor* UpdateFeedback(rpc::Context* c, const v1::UpdateFeedbackRequest* q,
                                           v1::Feedback* a) override;
  grpc::ServerUnaryReactor* SubmitFeedback(rpc::Context* c, const v1::SubmitFeedbackRequest* q,
                                           v1::Feedback* a) override;
  grpc::ServerUnaryReactor* DiscardFeedback(rpc::Context* c, const v1::DiscardFeedbackRequest* q,
                                            v1::Feedback* a) override;
  grpc::ServerUnaryReactor* GetFeedback(rpc::Context* c, const v1::GetFeedbackRequest* q,
                                        v1::Feedback* a) override;
  grpc::ServerUnaryReactor* BatchGetFeedback(rpc::Context* c, const v1::BatchGetFeedbackRequest* q,
                                             v1::BatchGetFeedbackResponse* a) override;
  grpc::ServerUnaryReactor* ListFeedback(rpc::Context* c, const v1::ListFeedbackRequest* q,
                                         v1::ListFeedbackResponse* a) override;
  grpc::ServerUnaryReactor* AcknowledgeFeedback(rpc::Context* c, const v1::AcknowledgeFeedbackRequest* q,
                                                v1::Feedback* a) override;
  grpc::ServerUnaryReactor* RetractFeedback(rpc::Context* c, const v1::RetractFeedbackRequest* q,
                                            v1::Feedback* a) override;
  grpc::ServerUnaryReactor* ListFeedbackRevisions(rpc::Context* c, const v1::ListFeedbackRevisionsRequest* q,
                                                  v1::ListFeedbackRevisionsResponse* a) override;
  grpc::ServerUnaryReactor* PreviewAudience(rpc::Context* c, const v1::PreviewAudienceRequest* q,
                                            v1::PreviewAudienceResponse* a) override;

 private:
  rpc::Routes<Env> routes_;
};

}  // namespace laurel::feedback
