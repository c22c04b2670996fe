// What handlers of this service work with. References: everything outlives the calls (app.h).
#pragma once

#include "common/events/outbox.h"
#include "common/org/organization.h"
#include "common/sql/database.h"
#include "services/goals/business_metrics.h"

namespace laurel::goals {

struct Env {
  sql::Database& db;
  const org::Holder& organization;
  const events::Outbox& outbox;
  BusinessMetrics& metrics;
};

}  // namespace laurel::goals
