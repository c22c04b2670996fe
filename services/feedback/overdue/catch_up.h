// For plans of a version that knew of no overdue_time, which may still run beside this one: they become
// overdue all the same. Thread-safe.
#pragma once

#include <stop_token>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/feedback/env.h"

namespace laurel::feedback::overdue {

// Gives every plan that becomes overdue after `now`, and has no time for that, its time: Sweep does the rest.
// What was to be told before may have been told. Every replica may do it at any time; `stop` ends it between
// two pages.
absl::Status CatchUp(const Env& env, absl::Time now, const std::stop_token& stop = {});

}  // namespace laurel::feedback::overdue
