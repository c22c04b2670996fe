// SQL of table `person_status`.
//
// Stateless; a connection and its changes are used by one thread at a time. Reads answer the database's
// errors as they are.
#pragma once

#include <cstdint>
#include <map>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "services/directory/status/rules.h"

namespace laurel::directory::status {

// Writes what makes `before` into `after`, and adds it to the organisation's `records`. Nothing when they are
// equal.
void Save(sql::Changes& changes, v1::OrganizationRecords& records, const Statuses& before,
          const Statuses& after);

// How many people are in each state on a day; a state that nobody is in is absent.
absl::StatusOr<std::map<v1::PersonState, std::int64_t>> CountByState(sql::Connection& connection,
                                                                     absl::CivilDay day);

}  // namespace laurel::directory::status
