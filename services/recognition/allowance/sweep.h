// Grants and expiries of those who do nothing that would bring them about. Any number of replicas may run it:
// each grant is decided under the lock of its giver row.
#pragma once

#include <stop_token>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/recognition/env.h"

namespace laurel::recognition::allowance {

// Everybody who is here and has no grant for this month gets it, what was left of the former one expires, and
// so does what leavers had left. Ends early, and OK, when asked to stop. ORGANIZATION_STALE while the
// organisation is too old to say who is here.
absl::Status Sweep(Env& env, absl::Time now, const std::stop_token& stop);

}  // namespace laurel::recognition::allowance
