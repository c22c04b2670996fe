// SQL of organization_change and of what the metrics count. Stateless.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "services/directory/organization/feed.h"

namespace laurel::directory::organization {

// The changes after `version`, oldest first: a part of them when there are many.
absl::StatusOr<std::vector<Change>> ReadChanges(sql::Connection& connection, std::int64_t version);

// Removes changes written before `until`, a bounded number at a time.
absl::Status PurgeChanges(sql::Connection& connection, absl::Time until);

}  // namespace laurel::directory::organization
