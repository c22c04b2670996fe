// The call that says beforehand who will read. A free function; it runs on a database worker, after the
// pipeline has checked what the protos declare.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/feedback_service.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::audience {

// NOT_FOUND, INVALID_ARGUMENT, FAILED_PRECONDITION (NO_TEAM, PERSON_LEFT) as the submission itself would
// answer.
absl::StatusOr<v1::PreviewAudienceResponse> PreviewAudience(Env& env, rpc::Call& call,
                                                            const v1::PreviewAudienceRequest& request);

}  // namespace laurel::feedback::audience
