#include "common/events/watch/event_table.h"

#include <string>
#include <utility>

#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"

namespace laurel::events {
namespace {

constexpr std::int64_t kPurgedAtOnce = 500;
constexpr absl::Duration kPurgeDeadline = absl::Seconds(5);

std::shared_ptr<const Sequenced> ReadEvent(const sql::Row& row) {
  auto result = std::make_shared<Sequenced>();
  result->position = row.Int(0);
  v1::Event& event = result->event;
  event.set_id(std::string(row.Text(1)));
  event.set_type(std::string(row.Text(2)));
  event.set_subject(std::string(row.Text(3)));
  *event.mutable_time() = ToTimestamp(row.Time(4));
  result->audience = std::string(row.Text(5));
  if (!event.mutable_data()->ParseFromString(std::string(row.Text(6)))) {
    // That it happened is still worth telling, and one such row must not stop all that come after it.
    log::Error("an event's data cannot be read", {{"position", result->position}});
    event.clear_data();
  }
  return result;
}

// Removes the oldest ones of the first rows; how many.
absl::StatusOr<std::int64_t> PurgeStep(sql::Connection& connection, absl::Duration kept) {
  ASSIGN_OR_RETURN(const sql::Rows oldest,
                   connection.Query("SELECT position, sequenced < UTC_TIMESTAMP(6) - INTERVAL ? SECOND "
                                    "FROM event ORDER BY position LIMIT ?",
                                    {absl::ToInt64Seconds(kept), kPurgedAtOnce}));
  std::int64_t count = 0;
  std::int64_t until = 0;
  for (const sql::Row& row : oldest) {
    if (row.Int(1) == 0) break;  // only from the beginning: a gap would end the streams that come to it
    ++count;
    until = row.Int(0);
  }
  if (count == 0) return 0;
  // The limit keeps it from looking at, and waiting for, the rows that the sequencer is writing at the other
  // end, also while the table is so small that a scan seems cheaper than the range.
  return connection.Execute("DELETE FROM event WHERE position <= ? ORDER BY position LIMIT ?",
                            {until, count});
}

}  // namespace

absl::StatusOr<std::int64_t> ReadHead(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT next_position FROM lease WHERE name = 'events'"));
  if (rows.empty()) return InternalError("the sequencer's lease has lost its row");
  return rows[0].Int(0) - 1;
}

absl::StatusOr<Feed::Head> ReadOriginAndHead(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT event_origin.origin, lease.next_position FROM event_origin "
                                    "JOIN lease ON lease.name = 'events' WHERE event_origin.id = 1"));
  if (rows.empty()) return InternalError("event_origin or the sequencer's lease has lost its row");
  return Feed::Head{.origin = std::string(rows[0].Text(0)), .position = rows[0].Int(1) - 1};
}

absl::StatusOr<std::vector<std::shared_ptr<const Sequenced>>> ReadEvents(sql::Connection& connection,
                                                                         std::int64_t position,
                                                                         std::int64_t most) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT position, id, type, subject, time, audience, data FROM event "
                                    "WHERE position > ? ORDER BY position LIMIT ?",
                                    {position, most}));
  std::vector<std::shared_ptr<const Sequenced>> events;
  events.reserve(rows.size());
  for (const sql::Row& row : rows) events.push_back(ReadEvent(row));
  return events;
}

absl::StatusOr<bool> IsKept(sql::Connection& connection, std::int64_t position) {
  ASSIGN_OR_RETURN(const std::int64_t head, ReadHead(connection));
  if (position >= head) return position == head;
  ASSIGN_OR_RETURN(const sql::Rows next,
                   connection.Query("SELECT 1 FROM event WHERE position = ?", {position + 1}));
  return !next.empty();
}

absl::Status PurgeEvents(sql::Database& database, absl::Duration kept,
                         const std::function<bool()>& stopping) {
  for (std::int64_t removed = kPurgedAtOnce; removed == kPurgedAtOnce && !stopping();) {
    RETURN_IF_ERROR(
        database.Transact(database.clock().Now() + kPurgeDeadline, [&](sql::Connection& connection) {
          const absl::StatusOr<std::int64_t> step = PurgeStep(connection, kept);
          removed = step.value_or(0);
          return step.status();
        }));
  }
  return absl::OkStatus();
}

}  // namespace laurel::events
