#include "services/directory/role/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/org/organization.h"
#include "common/sql/record.h"
#include "common/sql/where.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/sql_values.h"

namespace laurel::directory::role {
namespace {

constexpr api::ResourcePattern kGrantPattern{"roleGrants/{role_grant}"};

const sql::Record& GrantRecord() {
  using C = sql::Column;
  static const sql::Record* const record = new sql::Record(
      "role_grant", v1::RoleGrant::descriptor(),
      {C::Name({"id"}, kGrantPattern), C::Reference("person", org::kPersonPattern), C::Field("role"),
       C::Reference("creator", org::kPersonPattern), C::Field("start_time"), C::Field("end_time")});
  return *record;
}

absl::StatusOr<std::vector<v1::RoleGrant>> Select(sql::Connection& connection, std::string_view rest,
                                                  const sql::Values& values) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT {} FROM role_grant{}", GrantRecord().SelectList(), rest), values));
  std::vector<v1::RoleGrant> grants = GrantRecord().ReadAll<v1::RoleGrant>(rows);
  for (v1::RoleGrant& grant : grants) grant.set_etag(api::EtagOf(VersionOf(grant)));
  return grants;
}

}  // namespace

std::int64_t VersionOf(const v1::RoleGrant& grant) { return grant.has_end_time() ? 2 : 1; }

absl::StatusOr<bool> IsHeld(sql::Connection& connection, v1::Role role) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT 1 FROM role_grant WHERE open_role = ? LIMIT 1",
                                    {static_cast<std::int64_t>(role)}));
  return !rows.empty();
}

absl::StatusOr<std::vector<std::string>> HoldersOf(sql::Connection& connection, v1::Role role) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query("SELECT person FROM role_grant WHERE open_role = ?",
                                                          {static_cast<std::int64_t>(role)}));
  std::vector<std::string> holders;
  for (const sql::Row& row : rows) holders.emplace_back(row.Text(0));
  return holders;
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

absl::StatusOr<std::optional<v1::RoleGrant>> Find(sql::Connection& connection, const std::string& id) {
  ASSIGN_OR_RETURN(std::vector<v1::RoleGrant> grants, Select(connection, " WHERE id = ?", {id}));
  if (grants.empty()) return std::optional<v1::RoleGrant>();
  return std::move(grants.front());
}

absl::StatusOr<std::vector<v1::RoleGrant>> List(sql::Connection& connection, const Filter& filter,
                                                const std::optional<api::TimePosition>& after,
                                                std::int64_t limit) {
  sql::Where where;
  if (!filter.person.empty()) where.And("person = ?", {filter.person});
  if (filter.role != v1::ROLE_UNSPECIFIED) {
    where.And("role = ?", {static_cast<std::int64_t>(filter.role)});
  }
  if (!filter.show_ended) where.And("end_time IS NULL");
  if (after.has_value()) {
    where.AndAfter({"start_time", "id"}, {after->time, after->id}, /*descending=*/true);
  }
  where.values().emplace_back(limit);
  return Select(connection, fmt::format("{} ORDER BY start_time DESC, id DESC LIMIT ?", where.sql()),
                where.values());
}

v1::RoleGrant Make(const std::string& person, v1::Role role, const std::string& creator, absl::Time now) {
  v1::RoleGrant grant;
  grant.set_name(kGrantPattern.Format({api::NewUlid(now)}));
  grant.set_etag(api::EtagOf(VersionOf(grant)));
  if (!creator.empty()) grant.set_creator(org::kPersonPattern.Format({creator}));
  grant.set_person(org::kPersonPattern.Format({person}));
  grant.set_role(role);
  *grant.mutable_start_time() = ToTimestamp(now);
  return grant;
}

void Insert(const Telling& telling, const v1::RoleGrant& grant) {
  telling.changes.Insert(GrantRecord(), grant);
  TellRole(telling, grant.name(), grant.person(), grant.role(), /*granted=*/true);
}

void End(const Telling& telling, const v1::RoleGrant& grant, const Revocation& revocation) {
  telling.changes.Update(
      "UPDATE role_grant SET end_time = ?, revoker = ?, revoke_reason = ? WHERE id = ? AND end_time IS NULL",
      {telling.now, NullIfEmpty(revocation.revoker), NullIfEmpty(revocation.reason),
       std::string(api::IdOf(grant.name()))});
  TellRole(telling, grant.name(), grant.person(), grant.role(), /*granted=*/false);
}

void AddRecord(v1::OrganizationRecords& records, const std::string& person,
               const std::vector<v1::Role>& roles) {
  v1::RoleRecord& record = *records.add_roles();
  record.set_person(person);
  for (const v1::Role role : roles) record.add_roles(role);
}

absl::Status Save(sql::Connection& connection, const Telling& telling, v1::OrganizationRecords& records,
                  const std::string& person, const std::vector<v1::Role>& before,
                  const std::vector<v1::Role>& after, const std::string& actor) {
  if (before == after) return absl::OkStatus();
  for (const v1::Role role : after) {
    if (std::binary_search(before.begin(), before.end(), role)) continue;
    Insert(telling, Make(person, role, actor, telling.now));
  }
  for (const v1::Role role : before) {
    if (std::binary_search(after.begin(), after.end(), role)) continue;
    ASSIGN_OR_RETURN(
        const std::vector<v1::RoleGrant> open,
        Select(connection, " WHERE person = ? AND open_role = ?", {person, static_cast<std::int64_t>(role)}));
    if (open.empty()) return InternalError("a role that is held has lost its grant");
    End(telling, open.front(), {.revoker = actor});
  }
  AddRecord(records, person, after);
  return absl::OkStatus();
}

}  // namespace laurel::directory::role
