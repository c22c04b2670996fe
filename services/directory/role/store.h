// SQL of table `role_grant`. A grant is never deleted: it ends.
//
// Stateless; a connection and its changes are used by one thread at a time. Reads answer the database's
// errors as they are. Ids come without collection.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/organization.pb.h"

namespace laurel::directory::role {

// Whether anybody holds the role now.
absl::StatusOr<bool> IsHeld(sql::Connection& connection, v1::Role role);
// The roles that a person holds now, sorted.
absl::StatusOr<std::vector<v1::Role>> RolesOf(sql::Connection& connection, const std::string& person);

// From `before` to `after` (both sorted); `creator`: the granting person's id, or empty. Adds the person's
// roles to `records`.
void Save(sql::Changes& changes, v1::OrganizationRecords& records, const std::string& person,
          const std::vector<v1::Role>& before, const std::vector<v1::Role>& after, const std::string& creator,
          absl::Time now);

}  // namespace laurel::directory::role
