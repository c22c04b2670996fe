// How much others said to recognitions, in an answer. A connection is used by one thread at a time.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/sql/connection.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::recognition::reading {

// Fills in the reactions, with those of `person` (id) as own, and the number of comments: of recognitions
// that the person reads in full. Two statements for all of them, none for none.
absl::Status AddCounts(sql::Connection& connection, std::string_view person,
                       const std::vector<v1::Recognition*>& recognitions);

}  // namespace laurel::recognition::reading
