// The mean progress of goals by definition, for where what is kept of them does not tell how it is rounded
// (docs/adr/0020). A connection is used by one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/connection.h"
#include "services/goals/env.h"
#include "services/goals/progress/rules.h"

namespace laurel::goals::summary {

// Of these goals (ids), of which there is one at least: from all key results of them and of what stands below
// them, a thousand goals at a time. Counted in env.metrics.exact_progress. DEADLINE_EXCEEDED: it takes longer
// than the caller waits.
absl::StatusOr<progress::Fraction> ExactMean(const Env& env, const rpc::Call& call,
                                             sql::Connection& connection,
                                             const std::vector<std::string>& ids);

}  // namespace laurel::goals::summary
