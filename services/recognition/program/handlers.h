// The programme's rules: everybody reads them, RECOGNITION_ADMIN changes them. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::program {

absl::StatusOr<v1::Program> GetProgram(Env& env, rpc::Call& call, const v1::GetProgramRequest& request);
absl::StatusOr<v1::Program> UpdateProgram(Env& env, rpc::Call& call, const v1::UpdateProgramRequest& request);

}  // namespace laurel::recognition::program
