// What handlers of this service work with. References: everything outlives the calls (app.h).
#pragma once

#include "absl/time/time.h"
#include "common/events/outbox.h"
#include "common/org/organization.h"
#include "common/sql/database.h"
#include "services/goals/business_metrics.h"

namespace laurel::goals {

// A goal without a check-in for longer is NOT_UPDATED.
inline constexpr absl::Duration kStaleAfter = absl::Hours(30 * 24);

struct Env {
  sql::Database& db;
  const org::Holder& organization;
  const events::Outbox& outbox;
  BusinessMetrics& metrics;
  absl::Duration stale_after = kStaleAfter;
};

}  // namespace laurel::goals
