// Tells, once for each plan, that it has become overdue. Every replica sweeps; who is first tells.
// Thread-safe.
#pragma once

#include <stop_token>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/feedback/env.h"

namespace laurel::feedback::overdue {

// Everything that has become overdue before `now`, each in a transaction of its own, unless `stop` ends it
// between two. One that cannot be told does not keep the others back: the first error is answered at the end.
absl::Status Sweep(const Env& env, absl::Time now, const std::stop_token& stop = {});

}  // namespace laurel::feedback::overdue
