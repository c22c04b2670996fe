// The calls about recognitions. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::recognition {

absl::StatusOr<v1::Recognition> GiveRecognition(Env& env, rpc::Call& call,
                                                const v1::GiveRecognitionRequest& request);
absl::StatusOr<v1::Recognition> GetRecognition(Env& env, rpc::Call& call,
                                               const v1::GetRecognitionRequest& request);
absl::StatusOr<v1::BatchGetRecognitionsResponse> BatchGetRecognitions(
    Env& env, rpc::Call& call, const v1::BatchGetRecognitionsRequest& request);
absl::StatusOr<v1::ListRecognitionsResponse> ListRecognitions(Env& env, rpc::Call& call,
                                                              const v1::ListRecognitionsRequest& request);
absl::StatusOr<v1::Recognition> RevokeRecognition(Env& env, rpc::Call& call,
                                                  const v1::RevokeRecognitionRequest& request);
absl::StatusOr<v1::Recognition> HideRecognition(Env& env, rpc::Call& call,
                                                const v1::HideRecognitionRequest& request);
absl::StatusOr<v1::Recognition> ApproveRecognition(Env& env, rpc::Call& call,
                                                   const v1::ApproveRecognitionRequest& request);
absl::StatusOr<v1::Recognition> RejectRecognition(Env& env, rpc::Call& call,
                                                  const v1::RejectRecognitionRequest& request);
absl::StatusOr<v1::ListStatusChangesResponse> ListStatusChanges(Env& env, rpc::Call& call,
                                                                const v1::ListStatusChangesRequest& request);

}  // namespace laurel::recognition::recognition
