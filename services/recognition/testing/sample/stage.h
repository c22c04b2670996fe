// laurel-recognition's own service on the sample's stage. Used by one thread.
#pragma once

#include <memory>
#include <optional>

#include "common/testing/sample/stage.h"
#include "laurel/recognition/v1/recognition_service.grpc.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::sample {

using laurel::sample::Named;

class Stage final : public laurel::sample::Stage {
 public:
  Stage(const org::Holder& people, const sql::DatabaseOptions& schema, absl::Time start);
  ~Stage() override;

  using Stub = v1::RecognitionService::Stub;
  // A call by this person. What is refused is printed and counted, and nothing.
  template <typename Request, typename Response>
  std::optional<Response> As(const laurel::sample::Member& who,
                             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                             const Request& request) {
    return Call(who, *recognition_, method, request);
  }

  // Nobody was ever thanked here.
  absl::StatusOr<bool> IsEmpty();

  // What the service does by itself, at this moment.
  absl::Status GrantAllowances();
  absl::Status RejectUndecided();

 private:
  BusinessMetrics metrics_;
  Env env_;
  std::unique_ptr<Stub> recognition_;
};

}  // namespace laurel::recognition::sample
