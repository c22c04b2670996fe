// What the database layer tells of itself, as metrics: laurel_pool_*, laurel_query_seconds,
// laurel_transaction_retries_total, laurel_unknown_commits_total, laurel_request_replays_total. Thread-safe;
// outlives the Database that reports to it.
#pragma once

#include <string_view>

#include "common/metrics/registry.h"
#include "common/sql/observer.h"

namespace laurel {

class SqlMetrics final : public sql::Observer {
 public:
  explicit SqlMetrics(metrics::Registry& registry);

  void PoolInUse(int change) override;
  void PoolWaiting(int change) override;
  void PoolWaited(absl::Duration wait) override;
  void Queried(absl::Duration took) override;
  void Retried(std::string_view reason) override;
  void UnknownCommit(std::string_view how) override;
  void Replayed() override;

 private:
  metrics::Gauge& in_use_;
  metrics::Gauge& waiting_;
  metrics::Histogram& waited_;
  metrics::Histogram& queried_;
  metrics::Family<metrics::Counter> retried_;
  metrics::Family<metrics::Counter> unknown_;
  metrics::Counter& replayed_;
};

}  // namespace laurel
