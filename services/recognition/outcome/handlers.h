// What becomes of a recognition once it is given: it is approved or rejected, taken back or hidden.
// Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::outcome {

absl::StatusOr<v1::Recognition> RevokeRecognition(Env& env, rpc::Call& call,
                                                  const v1::RevokeRecognitionRequest& request);
absl::StatusOr<v1::Recognition> HideRecognition(Env& env, rpc::Call& call,
                                                const v1::HideRecognitionRequest& request);
absl::StatusOr<v1::Recognition> ApproveRecognition(Env& env, rpc::Call& call,
                                                   const v1::ApproveRecognitionRequest& request);
absl::StatusOr<v1::Recognition> RejectRecognition(Env& env, rpc::Call& call,
                                                  const v1::RejectRecognitionRequest& request);

}  // namespace laurel::recognition::outcome
