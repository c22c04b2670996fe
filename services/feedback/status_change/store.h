// How each resource came into its states: who, when and why. Rows are only ever added. Add fills a Changes
// and cannot fail before it is written; a connection and a Changes are used by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "google/protobuf/descriptor.h"
#include "laurel/feedback/v1/status_change.pb.h"

namespace laurel::feedback::status_change {

struct StatusChange {
  std::string_view resource;  // id
  std::int64_t version = 1;   // of the resource, after the change
  int from = 0;               // 0: it was made in its first state
  int to = 0;                 // of a session that was moved, or whose attendees changed: as from
  std::string_view actor;     // id of a person; empty: Laurel itself
  absl::Time time;
  std::string_view reason;
  std::optional<absl::Time> former_scheduled_time = {};
  std::optional<absl::Time> scheduled_time = {};
  std::vector<std::string> attendees_added = {};  // names
  std::vector<std::string> attendees_removed = {};
};

void Add(sql::Changes& changes, const StatusChange& change);

// Of the resource of this name, whose states are those of `states`: after version `after`, oldest first.
absl::StatusOr<std::vector<v1::StatusChange>> List(sql::Connection& connection, std::string_view resource,
                                                   const google::protobuf::EnumDescriptor& states,
                                                   std::int64_t after, int limit);

}  // namespace laurel::feedback::status_change
