// What handlers of this service use besides the call itself. References that the App owns; shared by all
// calls, thread-safe.
#pragma once

#include "common/events/outbox.h"
#include "common/events/watch/feed.h"
#include "common/org/organization.h"
#include "common/sql/database.h"
#include "common/time/clock.h"
#include "services/directory/organization/keeper.h"

namespace laurel::directory {

struct Env {
  sql::Database& db;
  org::Holder& organization;
  organization::Keeper& keeper;
  const events::Outbox& outbox;
  events::Feed& feed;
  const Clock& clock;
};

}  // namespace laurel::directory
