// laurel_people{state}, counted in the database now and then: a scrape must not wait for it.
#pragma once

#include "absl/status/status.h"
#include "common/metrics/registry.h"
#include "common/sql/database.h"
#include "common/time/clock.h"

namespace laurel::directory {

class PeopleMetrics {
 public:
  // `database` and `clock` outlive it.
  PeopleMetrics(metrics::Registry& registry, sql::Database& database, const Clock& clock);

  // Counts again; takes up to 10 s. On an error, the database's, the figures stay. Used by one thread at a
  // time.
  absl::Status Refresh();

 private:
  metrics::Family<metrics::Gauge> people_;
  sql::Database& database_;
  const Clock& clock_;
};

}  // namespace laurel::directory
