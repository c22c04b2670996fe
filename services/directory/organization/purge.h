// How long the changes of the organisation are kept, and what makes them go. Stateless; used from any thread.
#pragma once

#include <stop_token>

#include "absl/status/status.h"
#include "common/sql/database.h"

namespace laurel::directory::organization {

// A watcher that was away for longer begins with a snapshot. A day more than the week that is promised.
inline constexpr absl::Duration kChangesKept = absl::Hours(8 * 24);

// Removes all that is older, in steps small enough for writers not to notice, until none is left: the table
// cannot outgrow it. Asks `stop` before each step. The database's error: what is left is for the next time.
absl::Status PurgeChanges(sql::Database& database, const std::stop_token& stop);

}  // namespace laurel::directory::organization
