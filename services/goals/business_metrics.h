// What the operations dashboard draws of goals. Counters come from the calls; gauges are read from the
// database now and then. Labels are enum values: never a person. Thread-safe.
#pragma once

#include <map>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/metrics/registry.h"
#include "common/sql/database.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals {

struct BusinessMetrics {
  explicit BusinessMetrics(metrics::Registry& registry);

  std::map<v1::GoalHealth, metrics::Gauge*> active;       // laurel_goals{health}: the ACTIVE ones
  std::map<v1::GoalHealth, metrics::Counter*> check_ins;  // laurel_goal_check_ins_total{health}
  // laurel_goal_progress_exact_total: how often all fractions below were read, of goals in one tree or for
  // the mean of a summary (docs/adr/0020)
  metrics::Counter& exact_progress;
};

// Counts the ACTIVE goals by health and sets the gauges. A goal whose last check-in is older than
// `stale_before` counts as NOT_UPDATED.
absl::Status ReadMetrics(BusinessMetrics& metrics, sql::Database& db, absl::Time stale_before,
                         absl::Time deadline);

}  // namespace laurel::goals
