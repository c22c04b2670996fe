// The calls about key results: of a DRAFT or ACTIVE goal, by whoever may write it. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/goals/v1/goal_service.pb.h"
#include "services/goals/env.h"

namespace laurel::goals::key_result {

absl::StatusOr<v1::KeyResult> AddKeyResult(Env& env, rpc::Call& call, const v1::AddKeyResultRequest& request);
absl::StatusOr<v1::KeyResult> UpdateKeyResult(Env& env, rpc::Call& call,
                                              const v1::UpdateKeyResultRequest& request);
absl::StatusOr<v1::Goal> RemoveKeyResult(Env& env, rpc::Call& call,
                                         const v1::RemoveKeyResultRequest& request);

}  // namespace laurel::goals::key_result
