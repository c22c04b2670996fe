// Reactions in SQL. A connection is used by one thread at a time. Added and removed under a shared lock of
// their recognition: what two do at once, the keys of the table decide.
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
struct Placed {
  v1::Reaction reaction;
  int place = 0;
};
// All of one person (id) to one recognition.
absl::StatusOr<std::vector<Placed>> FindOwn(sql::Connection& connection, std::string_view recognition,
                                            std::string_view person);
// Decided again when this person's place is taken meanwhile, or stands for the same emoji.
void Insert(sql::Changes& changes, const Placed& placed);
void Delete(sql::Changes& changes, std::string_view recognition, std::string_view id);

// Fills in `reactions` of each of these, most frequent first (equal ones by emoji), with those of `person`
// (id) as own, each emoji as who came first wrote it. One statement for all, which reads each of
// their reactions.
absl::Status Count(sql::Connection& connection, std::string_view person,
                   std::vector<v1::Recognition*> recognitions);

}  // namespace laurel::recognition::reaction
