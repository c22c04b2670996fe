// SQL of table `role_grant`. A grant is never deleted: it ends.
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
void Save(const std::string& person, const std::vector<v1::Role>& before, const std::vector<v1::Role>& after,
          const std::string& creator, absl::Time now, sql::Changes& changes,
          v1::OrganizationRecords& records);

}  // namespace laurel::directory::role
