// The first administrator: --bootstrap-admin.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/events/outbox.h"
#include "common/sql/database.h"
#include "common/time/clock.h"

namespace laurel::directory::bootstrap {

// While nobody holds HR_ADMIN, gives it to the person with this email, whom it makes when there is none:
// ACTIVE from today (UTC), without employee_number. Does nothing otherwise. Two replicas at once: one does
// it.
absl::Status EnsureAdministrator(sql::Database& database, const std::string& email, const Clock& clock,
                                 const events::Outbox& outbox);

}  // namespace laurel::directory::bootstrap
