// Comments in SQL. A connection is used by one thread at a time.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/time_position.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::recognition::comment {

// nullopt: no such row.
absl::StatusOr<std::optional<v1::Comment>> Find(sql::Connection& connection, std::string_view recognition,
                                                std::string_view id);
// Oldest first, after that place.
absl::StatusOr<std::vector<v1::Comment>> List(sql::Connection& connection, std::string_view recognition,
                                              const std::optional<api::TimePosition>& after, int limit);
void Insert(sql::Changes& changes, const v1::Comment& comment);
void Delete(sql::Changes& changes, std::string_view recognition, std::string_view id);

// Fills in `comment_count` of each of these. One statement for all, which reads an entry of a key for each
// of their comments.
absl::Status Count(sql::Connection& connection, std::vector<v1::Recognition*> recognitions);

}  // namespace laurel::recognition::comment
