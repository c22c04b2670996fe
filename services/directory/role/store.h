// SQL of table `role_grant`. A grant is never deleted: it ends.
//
// Stateless; a connection and its changes are used by one thread at a time. Reads answer the database's
// errors as they are. Ids come without collection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/time_position.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/organization.pb.h"
#include "services/directory/events.h"

namespace laurel::directory::role {

// A grant changes once, when it ends: its version, which the etag stands for.
std::int64_t VersionOf(const v1::RoleGrant& grant);

// Whether anybody holds the role now.
absl::StatusOr<bool> IsHeld(sql::Connection& connection, v1::Role role);
// Who holds the role now, in no order.
absl::StatusOr<std::vector<std::string>> HoldersOf(sql::Connection& connection, v1::Role role);
// The roles that a person holds now, sorted.
absl::StatusOr<std::vector<v1::Role>> RolesOf(sql::Connection& connection, const std::string& person);
absl::StatusOr<std::optional<v1::RoleGrant>> Find(sql::Connection& connection, const std::string& id);

struct Filter {
  std::string person;  // empty: everybody's
  v1::Role role = v1::ROLE_UNSPECIFIED;
  bool show_ended = false;
};
// Newest first: at most `limit` rows after the position.
absl::StatusOr<std::vector<v1::RoleGrant>> List(sql::Connection& connection, const Filter& filter,
                                                const std::optional<api::TimePosition>& after,
                                                std::int64_t limit);

// An open grant, from now on. `creator`: the granting person's id, or empty.
v1::RoleGrant Make(const std::string& person, v1::Role role, const std::string& creator, absl::Time now);

// Writes a grant, or its end, and tells it. Whoever calls these adds the person's roles to the organisation's
// records, by AddRecord: Save does all of it.
void Insert(const Telling& telling, const v1::RoleGrant& grant);
// Why a grant ends.
struct Revocation {
  std::string revoker;  // id of a person; empty: the service itself
  std::string reason = {};
};
void End(const Telling& telling, const v1::RoleGrant& grant, const Revocation& revocation);
void AddRecord(v1::OrganizationRecords& records, const std::string& person,
               const std::vector<v1::Role>& roles);

// From `before`, the roles that the person holds, to `after` (both sorted); `actor`: the id of the person who
// does it, or empty. Adds the person's roles to `records`, and tells each grant and each end. Under the
// organisation's guard, and after CheckNotLastHrAdmin.
absl::Status Save(sql::Connection& connection, const Telling& telling, v1::OrganizationRecords& records,
                  const std::string& person, const std::vector<v1::Role>& before,
                  const std::vector<v1::Role>& after, const std::string& actor);

}  // namespace laurel::directory::role
