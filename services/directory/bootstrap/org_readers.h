// The accounts by which the services themselves sign in: --org-reader.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/events/outbox.h"
#include "common/sql/database.h"
#include "common/time/clock.h"

namespace laurel::directory::bootstrap {

// Makes a service account with role ORG_READER for each of these subjects that has none, whatever its role;
// does nothing otherwise: one that was disabled stays so. Two replicas at once: one does it.
absl::Status EnsureOrgReaders(sql::Database& database, const std::vector<std::string>& subjects,
                              const Clock& clock, const events::Outbox& outbox);

}  // namespace laurel::directory::bootstrap
