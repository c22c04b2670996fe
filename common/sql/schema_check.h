// Whether a schema is the one that this binary was built for, asked by an account that may not change tables.
// Reads only; thread-safe.
#pragma once

#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/sql/migrate.h"

namespace laurel::sql {

// FAILED_PRECONDITION: SCHEMA_BEHIND when a migration of the platform or of `service` is not applied yet (run
// --migrate first), SCHEMA_MISMATCH when one was applied with another text (nothing but another binary or
// another schema helps). A newer schema is fine: the previous binary works on the next one. UNAVAILABLE when
// there is no database before `deadline`: ask again.
absl::Status CheckSchema(Database& database, std::string_view service, std::span<const Migration> migrations,
                         absl::Time deadline);

}  // namespace laurel::sql
