// Which goals somebody's leaving ends: drafts and proposals of level PERSON. They are judged once they are
// locked (rules.h). A connection is used by one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::departure {

// Those of this owner (an id): ids, in the order in which they are locked (tree/lock.h).
absl::StatusOr<std::vector<std::string>> FindOpenGoals(sql::Connection& connection, std::string_view owner);

// The owners of those in one of the states, a page at a time; ids, in no order, with repetitions.
struct Owners {
  std::vector<std::string> ids;
  std::optional<std::string> next;  // nullopt: that was the last page
};
// `after`: `next` of the page before; "" for the first.
absl::StatusOr<Owners> OwnersOfOpenGoals(sql::Connection& connection, v1::GoalLifecycle lifecycle,
                                         std::string_view after);

}  // namespace laurel::goals::departure
