// What handlers of this service use besides the call itself. References that the App owns; shared by all
// calls, thread-safe.
#pragma once

#include "common/org/organization.h"
#include "common/sql/database.h"
#include "common/time/clock.h"
#include "services/directory/organization/feed.h"
#include "services/directory/organization/hub.h"

namespace laurel::directory {

struct Env {
  sql::Database& db;
  org::Holder& organization;
  organization::Feed& feed;
  organization::Hub& watchers;
  const Clock& clock;
};

}  // namespace laurel::directory
