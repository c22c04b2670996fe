// Who is counted: people of teams as they were placed and joined on one day. Pure; thread-safe. Ids, not
// names; the team "" is the whole organisation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "services/recognition/summary/rules.h"

namespace laurel::recognition::summary {

// The teams directly below on that day that have anybody, by id.
std::vector<Part> PartsOf(const org::Organization& organization, std::string_view team, absl::CivilDay day);

// Who is ACTIVE on that day: of a team the members of it and of all teams below, of "" everybody. Only kind
// TEAM has members that count; teams of other kinds have teams below them that do.
People PeopleOf(const org::Organization& organization, std::string_view team, absl::CivilDay day);

// Whether `person` now leads this team, or one above it.
bool Leads(const org::Organization& organization, std::string_view person, std::string_view team,
           absl::Time now);

}  // namespace laurel::recognition::summary
