// laurel-feedback's own services on the sample's stage. Used by one thread.
#pragma once

#include <memory>
#include <optional>

#include "common/testing/sample/stage.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"
#include "laurel/feedback/v1/feedback_service.grpc.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::sample {

using laurel::sample::Named;

class Stage final : public laurel::sample::Stage {
 public:
  Stage(const org::Holder& organization, const sql::DatabaseOptions& database, absl::Time start);
  ~Stage() override;

  template <typename Request, typename Response, typename Service>
  using Method = grpc::Status (Service::*)(grpc::ClientContext*, const Request&, Response*);
  // A call by this person. What is refused is printed and counted, and nothing.
  template <typename Request, typename Response>
  std::optional<Response> As(const laurel::sample::Member& who,
                             Method<Request, Response, v1::CoachingService::Stub> method,
                             const Request& request) {
    return Call(who, *coaching_, method, request);
  }
  template <typename Request, typename Response>
  std::optional<Response> As(const laurel::sample::Member& who,
                             Method<Request, Response, v1::FeedbackService::Stub> method,
                             const Request& request) {
    return Call(who, *feedback_, method, request);
  }

  // Nothing was ever coached here, or said.
  absl::StatusOr<bool> IsEmpty();

 private:
  BusinessMetrics metrics_;
  Env env_;
  std::unique_ptr<v1::CoachingService::Stub> coaching_;
  std::unique_ptr<v1::FeedbackService::Stub> feedback_;
};

}  // namespace laurel::feedback::sample
