// The calls about feedback. Free functions, one a call; they run on database workers, after the pipeline has
// checked what the protos declare. Errors are those of docs and protos: NOT_FOUND, PERMISSION_DENIED,
// FAILED_PRECONDITION, ABORTED.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/feedback_service.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::feedback {

absl::StatusOr<v1::Feedback> CreateFeedback(Env& env, rpc::Call& call,
                                            const v1::CreateFeedbackRequest& request);
absl::StatusOr<v1::Feedback> UpdateFeedback(Env& env, rpc::Call& call,
                                            const v1::UpdateFeedbackRequest& request);
absl::StatusOr<v1::Feedback> SubmitFeedback(Env& env, rpc::Call& call,
                                            const v1::SubmitFeedbackRequest& request);
absl::StatusOr<v1::Feedback> DiscardFeedback(Env& env, rpc::Call& call,
                                             const v1::DiscardFeedbackRequest& request);
absl::StatusOr<v1::Feedback> GetFeedback(Env& env, rpc::Call& call, const v1::GetFeedbackRequest& request);
absl::StatusOr<v1::BatchGetFeedbackResponse> BatchGetFeedback(Env& env, rpc::Call& call,
                                                              const v1::BatchGetFeedbackRequest& request);
absl::StatusOr<v1::ListFeedbackResponse> ListFeedback(Env& env, rpc::Call& call,
                                                      const v1::ListFeedbackRequest& request);
absl::StatusOr<v1::Feedback> AcknowledgeFeedback(Env& env, rpc::Call& call,
                                                 const v1::AcknowledgeFeedbackRequest& request);
absl::StatusOr<v1::Feedback> RetractFeedback(Env& env, rpc::Call& call,
                                             const v1::RetractFeedbackRequest& request);
absl::StatusOr<v1::ListFeedbackRevisionsResponse> ListFeedbackRevisions(
    Env& env, rpc::Call& call, const v1::ListFeedbackRevisionsRequest& request);

}  // namespace laurel::feedback::feedback
