// How a recognition is given. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::giving {

absl::StatusOr<v1::Recognition> GiveRecognition(Env& env, rpc::Call& call,
                                                const v1::GiveRecognitionRequest& request);

}  // namespace laurel::recognition::giving
