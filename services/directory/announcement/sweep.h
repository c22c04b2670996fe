// Tells of statuses whose day has come: what was decided before and begins by itself. Stateless; used from
// any thread and any number of replicas at once: each person's turn is one transaction under the
// organisation's guard, so that everything is told once.
#pragma once

#include <cstdint>
#include <functional>

#include "absl/status/statusor.h"
#include "common/events/outbox.h"
#include "common/sql/database.h"

namespace laurel::directory::announcement {

// Everything that has begun by now, each in its person's own time zone, the earliest first. Asks `stopped`
// before each person. Answers the newest version of the organisation that it made, 0 when it made none. One
// person's error does not keep the others waiting; the first of them is the answer.
absl::StatusOr<std::int64_t> TellDue(sql::Database& database, const events::Outbox& outbox,
                                     const std::function<bool()>& stopped);

}  // namespace laurel::directory::announcement
