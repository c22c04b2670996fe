// SQL of table `team_membership`.
//
// Stateless; a connection and its changes are used by one thread at a time.
#pragma once

#include "common/sql/changes.h"
#include "services/directory/membership/rules.h"

namespace laurel::directory::membership {

// Writes the edits, and adds what they change to the organisation's `records`.
void Save(sql::Changes& changes, v1::OrganizationRecords& records, const std::vector<Edit>& edits);

}  // namespace laurel::directory::membership
