// Sessions and their participants in SQL. Reads answer whole sessions, attendees and acknowledgements
// included; writes add to a Changes. A connection is used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/api/time_position.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"
#include "laurel/feedback/v1/coaching_session.pb.h"

namespace laurel::feedback::coaching_session {

struct Stored {
  v1::CoachingSession session;
  std::int64_t version = 0;
  absl::Time held_change_time;  // InfinitePast: it was never HELD
};

// nullopt: no such row.
absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock);
// Those that exist, in no order.
absl::StatusOr<std::vector<v1::CoachingSession>> FindAll(sql::Connection& connection,
                                                         const std::vector<std::string>& ids);

// One range of one index, newest first. Ids, not names.
struct Listing {
  std::string person;       // whose sessions
  std::optional<int> role;  // as what; unset: as any. kCoachRole, kAttendeeRole
  std::string coach;        // only sessions of this coach; empty: any
  std::string series;       // only those planned together with this session; empty: any
  // Only sessions that this caller coached, or that the caller or one of these reports attended. Unset: all.
  struct Readable {
    std::string caller;
    std::vector<std::string> reports;
  };
  std::optional<Readable> readable;
  int state = 0;                         // 0: any
  std::optional<absl::Time> overdue_at;  // only those overdue at this time
  api::TimeRange within;                 // of order_time
  int limit = 0;
};
inline constexpr int kCoachRole = 1;
inline constexpr int kAttendeeRole = 2;
absl::StatusOr<std::vector<v1::CoachingSession>> List(sql::Connection& connection, const Listing& listing);

// held_time, else scheduled_time.
absl::Time OrderTimeOf(const v1::CoachingSession& session);

void Insert(sql::Changes& changes, const v1::CoachingSession& session);
// Writes state, held_time and duration of `after`, these `fields` (top-level names of those that can change),
// and the attendees when they are others; guarded by the version that was read.
void Update(sql::Changes& changes, const Stored& before, const v1::CoachingSession& after,
            const std::vector<std::string>& fields = {});
void WriteAcknowledgement(sql::Changes& changes, std::string_view session,
                          const v1::Acknowledgement& acknowledgement);

}  // namespace laurel::feedback::coaching_session
