// What all that one change tells has in common. A value; used by one thread at a time.
#pragma once

#include <string_view>

#include "absl/time/time.h"
#include "common/events/outbox.h"
#include "common/sql/changes.h"

namespace laurel::events {

struct Telling {
  const Outbox& outbox;
  sql::Changes& changes;
  std::string_view actor;  // id of a person; empty: Laurel itself
  absl::Time now;
};

}  // namespace laurel::events
