// What nobody decided about in time. Any number of replicas may run it.
#pragma once

#include <stop_token>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/recognition/env.h"

namespace laurel::recognition::outcome {

// Rejects, in a transaction each, what has waited longer than recognition::kDecideWithin; its points go back.
// Ends early, and OK, when asked to stop.
absl::Status ExpirePending(Env& env, absl::Time now, const std::stop_token& stop);

}  // namespace laurel::recognition::outcome
