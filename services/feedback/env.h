// What handlers of this service work with. References: everything outlives the calls (app.h).
#pragma once

#include "common/events/outbox.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"
#include "common/sql/database.h"
#include "services/feedback/business_metrics.h"
#include "services/feedback/events.h"

namespace laurel::feedback {

struct Env {
  sql::Database& db;
  const org::Holder& organization;
  const events::Outbox& outbox;
  BusinessMetrics& metrics;
};

// Of what a call changes. The call outlives it.
inline Telling TellingOf(const Env& env, const rpc::Call& call, sql::Changes& changes) {
  return {.outbox = env.outbox, .changes = changes, .actor = call.caller.id, .now = call.now};
}

}  // namespace laurel::feedback
