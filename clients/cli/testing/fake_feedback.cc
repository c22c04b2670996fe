#include "clients/cli/testing/fake_feedback.h"

#include "clients/cli/testing/fake_coaching.h"
#include "common/status/error.h"
#include "common/time/convert.h"

namespace laurel::cli::testing {
namespace {

namespace fv1 = feedback::v1;

std::string Resolved(const std::string& name) { return name == "people/me" ? "people/maria" : name; }

}  // namespace

grpc::Status FakeFeedback::CreateFeedback(grpc::ServerContext*, const fv1::CreateFeedbackRequest* request,
                                          fv1::Feedback* answer) {
  created.push_back(*request);
  if (broken.contains("CreateFeedback")) return ToGrpc(broken.at("CreateFeedback"));
  *answer = request->feedback();
  answer->set_name("feedback/01jd8z3v5n7q2w4e6r8tgggggg");
  answer->set_author("people/maria");
  answer->set_state(request->submit() ? fv1::FEEDBACK_STATE_SUBMITTED : fv1::FEEDBACK_STATE_DRAFT);
  *answer->mutable_create_time() =
      ToTimestamp(absl::FromCivil(absl::CivilDay(2026, 11, 21), absl::UTCTimeZone()));
  return grpc::Status::OK;
}

grpc::Status FakeFeedback::UpdateFeedback(grpc::ServerContext*, const fv1::UpdateFeedbackRequest* request,
                                          fv1::Feedback* answer) {
  updated.push_back(*request);
  *answer = request->feedback();
  return grpc::Status::OK;
}

grpc::Status FakeFeedback::Move(const std::string& name, fv1::FeedbackState state, fv1::Feedback* answer) {
  for (fv1::Feedback& piece : pieces) {
    if (piece.name() != name) continue;
    piece.set_state(state);
    *answer = piece;
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeFeedback::SubmitFeedback(grpc::ServerContext*, const fv1::SubmitFeedbackRequest* request,
                                          fv1::Feedback* answer) {
  return Move(request->name(), fv1::FEEDBACK_STATE_SUBMITTED, answer);
}

grpc::Status FakeFeedback::DiscardFeedback(grpc::ServerContext*, const fv1::DiscardFeedbackRequest* request,
                                           fv1::Feedback* answer) {
  return Move(request->name(), fv1::FEEDBACK_STATE_DISCARDED, answer);
}

grpc::Status FakeFeedback::AcknowledgeFeedback(grpc::ServerContext*,
                                               const fv1::AcknowledgeFeedbackRequest* request,
                                               fv1::Feedback* answer) {
  for (fv1::Feedback& piece : pieces) {
    if (piece.name() == request->name()) piece.set_acknowledge_comment(request->comment());
  }
  return Move(request->name(), fv1::FEEDBACK_STATE_ACKNOWLEDGED, answer);
}

grpc::Status FakeFeedback::RetractFeedback(grpc::ServerContext*, const fv1::RetractFeedbackRequest* request,
                                           fv1::Feedback* answer) {
  return Move(request->name(), fv1::FEEDBACK_STATE_RETRACTED, answer);
}

grpc::Status FakeFeedback::GetFeedback(grpc::ServerContext*, const fv1::GetFeedbackRequest* request,
                                       fv1::Feedback* answer) {
  for (const fv1::Feedback& piece : pieces) {
    if (piece.name() == request->name()) *answer = piece;
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeFeedback::ListFeedback(grpc::ServerContext*, const fv1::ListFeedbackRequest* request,
                                        fv1::ListFeedbackResponse* answer) {
  listed.push_back(*request);
  if (broken.contains("ListFeedback")) return ToGrpc(broken.at("ListFeedback"));
  for (const fv1::Feedback& piece : pieces) {
    const bool subject = request->subject().empty() || Resolved(request->subject()) == piece.subject();
    const bool author = request->author().empty() || Resolved(request->author()) == piece.author();
    const bool state =
        request->state() == fv1::FEEDBACK_STATE_UNSPECIFIED || request->state() == piece.state();
    if (subject && author && state) *answer->add_feedback() = piece;
  }
  return grpc::Status::OK;
}

grpc::Status FakeFeedback::ListFeedbackRevisions(grpc::ServerContext*,
                                                 const fv1::ListFeedbackRevisionsRequest*,
                                                 fv1::ListFeedbackRevisionsResponse* answer) {
  *answer->mutable_revisions() = {revisions.begin(), revisions.end()};
  return grpc::Status::OK;
}

grpc::Status FakeFeedback::PreviewAudience(grpc::ServerContext*, const fv1::PreviewAudienceRequest* request,
                                           fv1::PreviewAudienceResponse* answer) {
  previewed.push_back(*request);
  if (broken.contains("PreviewAudience")) return ToGrpc(broken.at("PreviewAudience"));
  *answer = audience;
  return grpc::Status::OK;
}

}  // namespace laurel::cli::testing
