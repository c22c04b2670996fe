// Reads the directory for an import. Stateless; a connection is used by one thread at a time.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/sql/connection.h"
#include "services/directory/import/plan/state.h"

namespace laurel::directory::import {

// All of one version. `today`: teams that ended before it are closed. ABORTED, CONTENTION, when the
// organisation does not hold still; the database's errors.
absl::StatusOr<State> Load(sql::Connection& connection, absl::CivilDay today);

}  // namespace laurel::directory::import
