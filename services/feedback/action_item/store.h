// Action items in SQL. A connection is used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/api/time_position.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"
#include "laurel/feedback/v1/action_item.pb.h"

namespace laurel::feedback::action_item {

struct Stored {
  v1::ActionItem item;
  std::int64_t version = 0;
  std::string session_coach;  // id; empty without a session
};

// nullopt: no such row.
absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock);

// `session_coach`: id, empty without a session.
void Insert(sql::Changes& changes, const v1::ActionItem& item, std::string_view session_coach);
// Writes these fields (top-level names) of `after` and update_time; guarded by the version that was read.
void Update(sql::Changes& changes, const Stored& before, const v1::ActionItem& after,
            const std::vector<std::string>& fields);

// A coach and people coached: ids.
struct Participants {
  std::string coach;
  std::vector<std::string> attendees;
};

// Newest first. Ids, not names. One of owner, session and pair is set, or more: then all hold.
struct Listing {
  std::string owner;
  // Agreed in it, or carried into it.
  std::string session;
  // Of a session that is still a plan: who is to take part. What is carried into it is looked up; unset: what
  // was recorded is read.
  std::optional<Participants> plan;
  std::optional<Participants> pair;  // of one attendee
  int state = 0;                     // 0: any
  // Only those that are open and due before the today of their owner: owners and their today.
  struct Due {
    std::vector<std::string> owners;
    absl::CivilDay today;
  };
  std::optional<std::vector<Due>> overdue;
  // Only those of these owners, and those that `reader` owns, made, or coached the session of. Unset: all.
  struct Readable {
    std::string reader;
    std::vector<std::string> owners;
  };
  std::optional<Readable> readable;
  std::optional<api::TimePosition> after;
  int limit = 0;
};
absl::StatusOr<std::vector<Stored>> List(sql::Connection& connection, const Listing& listing);

// Whose the items are that were agreed in this session (id), or recorded as carried into it: ids.
absl::StatusOr<std::vector<std::string>> OwnersIn(sql::Connection& connection, std::string_view session);
// Ids of the items, newest first, that a session (id) of these people takes over when it is held at `time`:
// those that are open, were agreed elsewhere, and were there by then.
absl::StatusOr<std::vector<std::string>> FindCarried(sql::Connection& connection, std::string_view session,
                                                     const Participants& participants, absl::Time time,
                                                     int limit);
// Records that they were.
void InsertCarried(sql::Changes& changes, std::string_view session, const std::vector<std::string>& items);

}  // namespace laurel::feedback::action_item
