// The directory as an import finds it: everybody, by number and by email, with their statuses, lines,
// memberships and roles, all of one version. Loaded in bulk (import/loader.h): no statement depends on a row
// of the file. A value; pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "laurel/directory/v1/organization.pb.h"
#include "services/directory/person/stored.h"
#include "services/directory/status/rules.h"

namespace laurel::directory::import {

struct KnownPerson {
  person::Stored stored;
  status::History history;
  std::vector<v1::LineRecord> lines;
  std::vector<v1::MembershipRecord> memberships;
  std::vector<v1::Role> roles;  // sorted
};

struct KnownTeam {
  std::string id;
  v1::TeamKind kind = v1::TEAM_KIND_UNSPECIFIED;
};

struct State {
  std::int64_t version = 0;
  absl::flat_hash_map<std::string, KnownPerson> people;              // by id
  absl::flat_hash_map<std::string, std::string> by_number;           // employee number → id
  absl::flat_hash_map<std::string, std::string> by_email;            // lower-cased email → id
  absl::flat_hash_map<std::string, std::vector<KnownTeam>> by_team;  // TeamKey of the open teams
  absl::flat_hash_map<std::string, v1::TeamKind> team_kinds;         // by id, closed ones as well
};

// What makes two names of a team the same in a file: case does not matter.
std::string TeamKey(std::string_view display_name);

}  // namespace laurel::directory::import
