// laurel_people{state}, counted in the database now and then: a scrape must not wait for it.
#pragma once

#include "absl/status/status.h"
#include "common/metrics/registry.h"
#include "common/sql/database.h"
#include "common/time/clock.h"

namespace laurel::directory {

class PeopleMetrics {
 public:
  PeopleMetrics(metrics::Registry& registry, sql::Database& database, const Clock& clock);

  // Counts again when the last time is a minute ago. Used by one thread at a time.
  void Refresh();

 private:
  metrics::Family<metrics::Gauge> people_;
  sql::Database& database_;
  const Clock& clock_;
  absl::Time next_ = absl::InfinitePast();
};

}  // namespace laurel::directory
