// Check-ins in SQL. Who writes holds the tree of their goal (tree/lock.h). A connection is used by one thread
// at a time.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/time_position.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/goals/v1/check_in.pb.h"

namespace laurel::goals::check_in {

// nullopt: no such row. Ids.
absl::StatusOr<std::optional<v1::CheckIn>> Find(sql::Connection& connection, std::string_view goal,
                                                std::string_view id);

// Which of a goal's are asked for. Ids.
struct Selection {
  std::string_view goal;
  std::string_view key_result = {};  // empty: all
};
// By time, newest first, after that place.
absl::StatusOr<std::vector<v1::CheckIn>> List(sql::Connection& connection, const Selection& selection,
                                              const std::optional<api::TimePosition>& after, int limit);
// The latest by time that no other supersedes, `except` (id) left aside; nullopt: there is none.
absl::StatusOr<std::optional<v1::CheckIn>> Latest(sql::Connection& connection, const Selection& selection,
                                                  std::string_view except);
absl::StatusOr<bool> HasAny(sql::Connection& connection, const Selection& selection);

// Adds it, and marks what it supersedes.
void Insert(sql::Changes& changes, const v1::CheckIn& check_in);

}  // namespace laurel::goals::check_in
