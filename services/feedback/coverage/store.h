// When people were last coached, in SQL. A connection is used by one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "services/feedback/coverage/rules.h"

namespace laurel::feedback::coverage {

// Of these people (ids): the last session attended that is HELD or ACKNOWLEDGED, by any coach, held before
// `end`. One step in an index for each person; one statement for each 512 people.
absl::StatusOr<LastHeld> FindLastHeld(sql::Connection& connection, const std::vector<std::string>& people,
                                      absl::Time end);

// Everybody (ids) with such a session since `start`.
absl::StatusOr<std::vector<std::string>> FindCoachedSince(sql::Connection& connection, absl::Time start);

}  // namespace laurel::feedback::coverage
