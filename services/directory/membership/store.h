// SQL of table `team_membership`.
#pragma once

#include "common/sql/changes.h"
#include "services/directory/membership/rules.h"

namespace laurel::directory::membership {

// Writes the edits, and adds what they change to the organisation's `records`.
void Save(const std::vector<Edit>& edits, sql::Changes& changes, v1::OrganizationRecords& records);

}  // namespace laurel::directory::membership
