#include "common/summary/population.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"

namespace laurel::summary {
namespace {

bool IsActive(const org::Organization& organization, std::string_view person, absl::CivilDay day) {
  return organization.StatusOn(person, day).state == directory::v1::PERSON_STATE_ACTIVE;
}

}  // namespace

People PeopleOf(const org::Organization& organization, std::string_view team, absl::CivilDay day) {
  People people;
  if (team.empty()) {
    for (std::string& person : organization.PeopleOn(day)) {
      if (IsActive(organization, person, day)) people.insert(std::move(person));
    }
    return people;
  }
  std::vector<std::string> next{std::string(team)};
  absl::flat_hash_set<std::string> seen;  // broken data may hold a cycle
  while (!next.empty()) {
    const std::string at = std::move(next.back());
    next.pop_back();
    if (!seen.insert(at).second) continue;
    for (std::string& below : organization.ChildTeamsOn(at, day)) next.push_back(std::move(below));
    if (organization.TeamKindOf(at) != directory::v1::TEAM_KIND_TEAM) continue;
    for (std::string& person : organization.MembersOn(at, day)) {
      if (IsActive(organization, person, day)) people.insert(std::move(person));
    }
  }
  return people;
}

bool Leads(const org::Organization& organization, std::string_view person, std::string_view team,
           absl::Time now) {
  const absl::CivilDay today = organization.TodayOf(person, now);
  absl::flat_hash_set<std::string> seen;  // broken data may hold a cycle
  std::optional<std::string> at{team};
  while (at.has_value() && seen.insert(*at).second) {
    if (organization.Leads(person, *at, now)) return true;
    at = organization.TeamAboveOn(*at, today);
  }
  return false;
}

}  // namespace laurel::summary
