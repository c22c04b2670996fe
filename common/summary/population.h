// Who is counted: people of teams as they were placed and joined on one day. Pure; thread-safe. Ids, not
// names; the team "" is the whole organisation.
#pragma once

#include <string>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/org/organization.h"

namespace laurel::summary {

using People = absl::flat_hash_set<std::string>;

// Who is ACTIVE on that day: of a team the members of it and of all teams below, of "" everybody. Only kind
// TEAM has members that count; teams of other kinds have teams below them that do.
People PeopleOf(const org::Organization& organization, std::string_view team, absl::CivilDay day);

// Whether `person` now leads this team, or one above it.
bool Leads(const org::Organization& organization, std::string_view person, std::string_view team,
           absl::Time now);

}  // namespace laurel::summary
