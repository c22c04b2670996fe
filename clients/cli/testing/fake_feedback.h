// Feedback with a few pieces in it, for tests of commands: what was asked is kept, what is answered can be
// set before a command is run.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "laurel/feedback/v1/feedback_service.grpc.pb.h"

namespace laurel::cli::testing {

// Maria Costa (people/maria) is the caller.
class FakeFeedback final : public feedback::v1::FeedbackService::Service {
 public:
  grpc::Status CreateFeedback(grpc::ServerContext*, const feedback::v1::CreateFeedbackRequest* request,
                              feedback::v1::Feedback* answer) override;
  grpc::Status UpdateFeedback(grpc::ServerContext*, const feedback::v1::UpdateFeedbackRequest* request,
                              feedback::v1::Feedback* answer) override;
  grpc::Status SubmitFeedback(grpc::ServerContext*, const feedback::v1::SubmitFeedbackRequest* request,
                              feedback::v1::Feedback* answer) override;
  grpc::Status DiscardFeedback(grpc::ServerContext*, const feedback::v1::DiscardFeedbackRequest* request,
                               feedback::v1::Feedback* answer) override;
  grpc::Status GetFeedback(grpc::ServerContext*, const feedback::v1::GetFeedbackRequest* request,
                           feedback::v1::Feedback* answer) override;
  grpc::Status ListFeedback(grpc::ServerContext*, const feedback::v1::ListFeedbackRequest* request,
                            feedback::v1::ListFeedbackResponse* answer) override;
  grpc::Status AcknowledgeFeedback(grpc::ServerContext*,
                                   const feedback::v1::AcknowledgeFeedbackRequest* request,
                                   feedback::v1::Feedback* answer) override;
  grpc::Status RetractFeedback(grpc::ServerContext*, const feedback::v1::RetractFeedbackRequest* request,
                               feedback::v1::Feedback* answer) override;
  grpc::Status ListFeedbackRevisions(grpc::ServerContext*, const feedback::v1::ListFeedbackRevisionsRequest*,
                                     feedback::v1::ListFeedbackRevisionsResponse* answer) override;
  grpc::Status PreviewAudience(grpc::ServerContext*, const feedback::v1::PreviewAudienceRequest* request,
                               feedback::v1::PreviewAudienceResponse* answer) override;

  // The error that each of these calls answers, by its name: CreateFeedback, ListFeedback, PreviewAudience.
  std::map<std::string, absl::Status> broken;
  std::vector<feedback::v1::Feedback> pieces;
  std::vector<feedback::v1::CreateFeedbackRequest> created;
  std::vector<feedback::v1::UpdateFeedbackRequest> updated;
  std::vector<feedback::v1::ListFeedbackRequest> listed;
  std::vector<feedback::v1::PreviewAudienceRequest> previewed;
  std::vector<feedback::v1::FeedbackRevision> revisions;
  feedback::v1::PreviewAudienceResponse audience;

 private:
  // The piece of that name, in this state from now on; NOT_FOUND.
  grpc::Status Move(const std::string& name, feedback::v1::FeedbackState state,
                    feedback::v1::Feedback* answer);
};

}  // namespace laurel::cli::testing
