// Notes in SQL: added, never changed. A connection is used by one thread at a time.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/time_position.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/feedback/v1/note.pb.h"

namespace laurel::feedback::note {

void Insert(sql::Changes& changes, const v1::Note& note);

// The notes of a session that somebody who takes part in it may read: the shared ones and their own. Oldest
// first. Ids.
absl::StatusOr<std::vector<v1::Note>> List(sql::Connection& connection, std::string_view session,
                                           std::string_view participant,
                                           const std::optional<api::TimePosition>& after, int limit);

}  // namespace laurel::feedback::note
