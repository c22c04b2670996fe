// Lists of goals in SQL: each is one range of one index, from its newest end. A connection is used by one
// thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/api/time_position.h"
#include "common/sql/connection.h"
#include "services/goals/goal/store.h"

namespace laurel::goals::goal {

// Ids, not names; what is empty or unspecified does not count.
struct Listing {
  // One of them; none: level, which is COMPANY.
  std::string owner = {};
  std::string team = {};
  std::string parent = {};
  // Judged inside of that range.
  v1::GoalLevel level = v1::GOAL_LEVEL_UNSPECIFIED;
  v1::GoalLifecycle lifecycle = v1::GOAL_LIFECYCLE_UNSPECIFIED;
  v1::GoalHealth health = v1::GOAL_HEALTH_UNSPECIFIED;
  absl::Time stale_before;  // a last check-in before that counts for nothing
  std::optional<absl::CivilDay> active_on = {};
  std::optional<api::TimePosition> after = {};
  int limit = 0;
};

// Newest first, by create_time and id. Two statements.
absl::StatusOr<std::vector<Stored>> List(sql::Connection& connection, const Listing& listing);

}  // namespace laurel::goals::goal
