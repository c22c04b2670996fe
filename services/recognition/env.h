// What handlers of this service work with. References: everything outlives the calls (app.h).
#pragma once

#include "common/events/outbox.h"
#include "common/org/organization.h"
#include "common/sql/database.h"
#include "services/recognition/business_metrics.h"

namespace laurel::recognition {

struct Env {
  sql::Database& db;
  const org::Holder& organization;
  const events::Outbox& outbox;
  BusinessMetrics& metrics;
};

}  // namespace laurel::recognition
