#include "common/service/sql_metrics.h"

namespace laurel {
namespace {

// Statements are faster than calls: from 50 microseconds on.
const metrics::Buckets kStatementSeconds{0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                         0.025,   0.05,   0.1,     0.25,   0.5,   1,      2.5,   10};

}  // namespace

SqlMetrics::SqlMetrics(metrics::Registry& registry)
    : in_use_(registry.AddGauge("laurel_pool_in_use", "Database connections that work for somebody.")),
      waiting_(registry.AddGauge("laurel_pool_waiting", "Threads that wait for a database connection.")),
      waited_(registry.AddHistogram("laurel_pool_wait_seconds", "Wait for a database connection.",
                                    kStatementSeconds)),
      queried_(
          registry.AddHistogram("laurel_query_seconds", "Time of a database statement.", kStatementSeconds)),
      retried_(
          registry.Counters("laurel_transaction_retries_total", "Transactions that ran again.", {"reason"})),
      unknown_(registry.Counters("laurel_unknown_commits_total",
                                 "Commits whose answer was lost, by how they ended.", {"resolved"})),
      replayed_(registry.AddCounter("laurel_request_replays_total", "Calls answered from the request log.")) {
  for (const char* reason : {"deadlock", "lock_wait", "guard", "unique", "connection", "request_log"}) {
    retried_.With({reason});
  }
  for (const char* how : {"redone", "replayed", "unknown"}) unknown_.With({how});
}

void SqlMetrics::PoolInUse(int change) { in_use_.Increment(change); }
void SqlMetrics::PoolWaiting(int change) { waiting_.Increment(change); }
void SqlMetrics::PoolWaited(absl::Duration wait) { waited_.Observe(absl::ToDoubleSeconds(wait)); }
void SqlMetrics::Queried(absl::Duration took) { queried_.Observe(absl::ToDoubleSeconds(took)); }
void SqlMetrics::Retried(std::string_view reason) { retried_.With({reason}).Increment(); }
void SqlMetrics::UnknownCommit(std::string_view how) { unknown_.With({how}).Increment(); }
void SqlMetrics::Replayed() { replayed_.Increment(); }

}  // namespace laurel
