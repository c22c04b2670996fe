// The statements of the sequencer that lock rows, as text: tests prove by EXPLAIN that each touches only its
// own. Constants and pure functions.
#pragma once

#include <cstddef>
#include <string>

namespace laurel::events {

// owner, lease in microseconds. LAST_INSERT_ID tells the epoch that was taken.
inline constexpr char kTakeLease[] =
    "UPDATE lease SET owner = ?, epoch = LAST_INSERT_ID(epoch + 1), conn_id = CONNECTION_ID(), "
    "expires = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND "
    "WHERE name = 'events' AND expires < UTC_TIMESTAMP(6)";
// lease in microseconds, epoch.
inline constexpr char kRenewLease[] =
    "UPDATE lease SET expires = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND WHERE name = 'events' AND epoch = "
    "?";
// epoch.
inline constexpr char kReleaseLease[] =
    "UPDATE lease SET conn_id = 0, expires = UTC_TIMESTAMP(6) WHERE name = 'events' AND epoch = ?";
// epoch. The fence: first in every step.
inline constexpr char kLockLease[] =
    "SELECT next_position FROM lease WHERE name = 'events' AND epoch = ? FOR UPDATE";
// next position, lease in microseconds, epoch.
inline constexpr char kAdvance[] =
    "UPDATE lease SET next_position = ?, expires = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND "
    "WHERE name = 'events' AND epoch = ?";

// What is committed, and nothing else: a reader's view, locked by nobody.
inline constexpr char kPending[] = "SELECT id FROM event_pending ORDER BY inserted, id LIMIT 256";

// The position before the first one, the ids twice. At READ COMMITTED it locks no row that it reads.
std::string MoveStatement(std::size_t ids);

// First and last position of what was moved. In this form, because `DELETE … WHERE id IN (…)` reads the whole
// of a small table, and so waits for every writer's uncommitted row.
inline constexpr char kRemoveMoved[] =
    "DELETE event_pending FROM event STRAIGHT_JOIN event_pending FORCE INDEX (PRIMARY) "
    "ON event_pending.id = event.id WHERE event.position BETWEEN ? AND ?";

}  // namespace laurel::events
