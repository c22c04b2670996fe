// laurel-goals' own service on the sample's stage. Used by one thread.
#pragma once

#include <memory>
#include <optional>

#include "common/testing/sample/stage.h"
#include "laurel/goals/v1/goal_service.grpc.pb.h"
#include "services/goals/env.h"

namespace laurel::goals::sample {

using laurel::sample::Named;

class Stage final : public laurel::sample::Stage {
 public:
  Stage(const org::Holder& people, const sql::DatabaseOptions& schema, absl::Time start);
  ~Stage() override;

  using Stub = v1::GoalService::Stub;
  // A call by this person. What is refused is printed and counted, and nothing.
  template <typename Request, typename Response>
  std::optional<Response> As(const laurel::sample::Member& who,
                             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                             const Request& request) {
    return Call(who, *goals_, method, request);
  }

  // Nobody ever had a goal here.
  absl::StatusOr<bool> IsEmpty();

 private:
  BusinessMetrics metrics_;
  Env env_;
  std::unique_ptr<Stub> goals_;
};

}  // namespace laurel::goals::sample
