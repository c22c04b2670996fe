// The call that reads how something came into its states. A free function; it runs on a database worker,
// after the pipeline has checked what the protos declare.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_service.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::status_change {

absl::StatusOr<v1::ListStatusChangesResponse> ListStatusChanges(Env& env, rpc::Call& call,
                                                                const v1::ListStatusChangesRequest& request);

}  // namespace laurel::feedback::status_change
