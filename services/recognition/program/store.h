// The programme in SQL: one row. A connection is used by one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"
#include "laurel/recognition/v1/program.pb.h"

namespace laurel::recognition::program {

struct Stored {
  v1::Program program;
  std::int64_t version = 0;
};

absl::StatusOr<Stored> Find(sql::Connection& connection, sql::Lock lock);
// Writes these fields (top-level names) of `after` and update_time; guarded by the version that was read.
void Update(sql::Changes& changes, const Stored& before, const v1::Program& after,
            const std::vector<std::string>& fields);

}  // namespace laurel::recognition::program
