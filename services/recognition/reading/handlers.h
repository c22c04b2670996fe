// How recognitions are read: by name, in lists, and how one came into its state. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::reading {

absl::StatusOr<v1::Recognition> GetRecognition(Env& env, rpc::Call& call,
                                               const v1::GetRecognitionRequest& request);
absl::StatusOr<v1::BatchGetRecognitionsResponse> BatchGetRecognitions(
    Env& env, rpc::Call& call, const v1::BatchGetRecognitionsRequest& request);
absl::StatusOr<v1::ListRecognitionsResponse> ListRecognitions(Env& env, rpc::Call& call,
                                                              const v1::ListRecognitionsRequest& request);
absl::StatusOr<v1::ListStatusChangesResponse> ListStatusChanges(Env& env, rpc::Call& call,
                                                                const v1::ListStatusChangesRequest& request);

}  // namespace laurel::recognition::reading
