// Reactions in SQL. A connection is used by one thread at a time. Added under the lock of their recognition.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::recognition::reaction {

// nullopt: no such row.
absl::StatusOr<std::optional<v1::Reaction>> Find(sql::Connection& connection, std::string_view recognition,
                                                 std::string_view id);
absl::StatusOr<std::optional<v1::Reaction>> FindOwn(sql::Connection& connection, std::string_view recognition,
                                                    std::string_view person, std::string_view emoji);
void Insert(sql::Changes& changes, const v1::Reaction& reaction);
void Delete(sql::Changes& changes, std::string_view recognition, std::string_view id);

// Fills in `reactions` of each of these, most frequent first (equal ones by emoji), with those of `person`
// (id) as own. One statement for all.
absl::Status Count(sql::Connection& connection, std::string_view person,
                   std::vector<v1::Recognition*> recognitions);

}  // namespace laurel::recognition::reaction
