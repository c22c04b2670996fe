// The table `event` as the feed reads it. Functions over a connection; errors are the database's.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "common/events/watch/feed.h"
#include "common/sql/connection.h"

namespace laurel::events {

// Whose events these are, and the newest position: what has one no greater is committed and is seen by
// whatever the connection reads next.
absl::StatusOr<Feed::Head> ReadOriginAndHead(sql::Connection& connection);

// What comes after `position`, in order. Event.source is left empty: the table is one service's.
absl::StatusOr<std::vector<std::shared_ptr<const Sequenced>>> ReadEvents(sql::Connection& connection,
                                                                         std::int64_t position,
                                                                         std::int64_t most);

// Whether a stream that has everything up to `position` can go on from there.
absl::StatusOr<bool> IsKept(sql::Connection& connection, std::int64_t position);

}  // namespace laurel::events
