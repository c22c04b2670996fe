// Recognition in numbers, over teams as they were. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::summary {

absl::StatusOr<v1::RecognitionSummary> GetRecognitionSummary(Env& env, rpc::Call& call,
                                                             const v1::GetRecognitionSummaryRequest& request);

}  // namespace laurel::recognition::summary
