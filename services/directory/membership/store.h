// SQL of table `team_membership`.
//
// Stateless; a connection and its changes are used by one thread at a time. Reads answer the database's
// errors as they are. Ids come without collection.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/api/page.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "services/directory/membership/rules.h"

namespace laurel::directory::membership {

// All that a person has had in one team, by start.
absl::StatusOr<std::vector<v1::MembershipRecord>> MembershipsOf(sql::Connection& connection,
                                                                const std::string& team,
                                                                const std::string& person);

// Whether somebody is a member on a day after `last_day` on which they have not left.
absl::StatusOr<bool> HasMembersAfter(sql::Connection& connection, const std::string& team,
                                     absl::CivilDay last_day);

struct Listed {
  v1::MembershipRecord membership;
  std::string display_name;  // the person's
};
// Memberships that hold on some day from `first` to `last`, leaders first, then by display name: at most
// `limit` rows after the cursor. INVALID_ARGUMENT on `page_token`: a cursor that is not of this list.
absl::StatusOr<std::vector<Listed>> List(sql::Connection& connection, const std::string& team,
                                         absl::CivilDay first, absl::CivilDay last, const api::Cursor& after,
                                         std::int64_t limit);
// Where a membership stands in that list.
api::Cursor CursorOf(const Listed& listed);

// Writes the edits, and adds what they change to the organisation's `records`.
void Save(sql::Changes& changes, v1::OrganizationRecords& records, const std::vector<Edit>& edits);

}  // namespace laurel::directory::membership
