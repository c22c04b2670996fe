// SQL of table `person_status`.
#pragma once

#include "common/sql/changes.h"
#include "services/directory/status/rules.h"

namespace laurel::directory::status {

// Writes what makes `before` into `after`, and adds it to the organisation's `records`. Nothing when they are
// equal.
void Save(const Statuses& before, const Statuses& after, sql::Changes& changes,
          v1::OrganizationRecords& records);

}  // namespace laurel::directory::status
