#include "services/directory/role/store.h"

#include <algorithm>
#include <cstdint>

#include "common/api/ulid.h"
#include "common/status/macros.h"
#include "services/directory/sql_values.h"

namespace laurel::directory::role {

absl::StatusOr<bool> IsHeld(sql::Connection& connection, v1::Role role) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT 1 FROM role_grant WHERE open_role = ? LIMIT 1",
                                    {static_cast<std::int64_t>(role)}));
  return !rows.empty();
}

absl::StatusOr<std::vector<v1::Role>> RolesOf(sql::Connection& connection, const std::string& person) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          "SELECT open_role FROM role_grant WHERE person = ? AND open_role IS NOT NULL ORDER BY open_role",
          {person}));
  std::vector<v1::Role> roles;
  for (const sql::Row& row : rows) roles.push_back(static_cast<v1::Role>(row.Int(0)));
  return roles;
}

void Save(sql::Changes& changes, v1::OrganizationRecords& records, const std::string& person,
          const std::vector<v1::Role>& before, const std::vector<v1::Role>& after, const std::string& creator,
          absl::Time now) {
  if (before == after) return;
  for (const v1::Role role : after) {
    if (std::binary_search(before.begin(), before.end(), role)) continue;
    changes.Insert("role_grant", {"id", "person", "role", "creator", "start_time"},
                   {api::NewUlid(now), person, static_cast<std::int64_t>(role), NullIfEmpty(creator), now});
  }
  for (const v1::Role role : before) {
    if (std::binary_search(after.begin(), after.end(), role)) continue;
    changes.Update("UPDATE role_grant SET end_time = ? WHERE person = ? AND open_role = ?",
                   {now, person, static_cast<std::int64_t>(role)});
  }
  v1::RoleRecord& record = *records.add_roles();
  record.set_person(person);
  for (const v1::Role role : after) record.add_roles(role);
}

}  // namespace laurel::directory::role
