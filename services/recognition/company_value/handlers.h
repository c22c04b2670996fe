// The company's values: everybody reads them, RECOGNITION_ADMIN makes and changes them. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::company_value {

absl::StatusOr<v1::CompanyValue> CreateValue(Env& env, rpc::Call& call,
                                             const v1::CreateValueRequest& request);
absl::StatusOr<v1::CompanyValue> UpdateValue(Env& env, rpc::Call& call,
                                             const v1::UpdateValueRequest& request);
absl::StatusOr<v1::ListValuesResponse> ListValues(Env& env, rpc::Call& call,
                                                  const v1::ListValuesRequest& request);

}  // namespace laurel::recognition::company_value
