#include <algorithm>
#include <limits>
#include <utility>

#include "common/api/ulid.h"
#include "services/directory/import/plan/planner.h"
#include "services/directory/import/plan/row_plan.h"

namespace laurel::directory::import {

// An open team of this name, or one that the file makes. nullopt: there are several.
std::optional<std::string> Planner::TeamNamed(RowPlan& plan, const std::string& display_name) {
  const std::string key = TeamKey(display_name);
  if (const auto open = state_.by_team.find(key); open != state_.by_team.end()) {
    if (open->second.size() == 1) return open->second.front().id;
    // A queue or a site may be called like a team: people of a file belong to teams.
    std::vector<std::string> teams;
    for (const auto& one : open->second) {
      if (state_.team_kinds.at(one.id) == v1::TEAM_KIND_TEAM) teams.push_back(one.id);
    }
    if (teams.size() == 1) return teams.front();
    Fail(plan, "team", "is the name of several open teams");
    return std::nullopt;
  }
  const auto [it, first] = team_of_key_.emplace(key, plan_.teams.size());
  if (first) plan_.teams.push_back({.id = api::NewUlid(importer_.now), .display_name = display_name});
  plan.new_team = it->second;
  return plan_.teams[it->second].id;
}

void Planner::PlanTeam(RowPlan& plan) {
  const Row& row = *plan.row;
  if (!row.team.given && !row.team_role.has_value()) return;
  std::string team;
  if (row.team.value.has_value()) {
    std::optional<std::string> named = TeamNamed(plan, *row.team.value);
    if (!named.has_value()) return;
    team = *std::move(named);
  }
  // A person is in one team as far as the file knows: queues and sites are not its business.
  std::vector<v1::MembershipRecord> own;
  std::vector<v1::MembershipRecord> current;
  if (const KnownPerson* known = Known(plan.person)) {
    for (const v1::MembershipRecord& membership : known->memberships) {
      const auto kind = state_.team_kinds.find(membership.team());
      const bool is_team = kind != state_.team_kinds.end() && kind->second == v1::TEAM_KIND_TEAM;
      if (!is_team && membership.team() != team) continue;
      own.push_back(membership);
      if (period::InForce(membership, plan.start_day)) current.push_back(membership);
    }
  }
  if (!row.team.given) {
    if (current.empty()) return Fail(plan, "team_role", "is that of no team: the person belongs to none");
    team = std::min_element(current.begin(), current.end(), [](const auto& a, const auto& b) {
             return a.team() < b.team();
           })->team();
  }
  const auto same =
      std::find_if(current.begin(), current.end(), [&](const auto& m) { return m.team() == team; });
  const v1::TeamRole role =
      row.team_role.value_or(same != current.end() ? same->role() : v1::TEAM_ROLE_MEMBER);
  if (same != current.end() && same->role() == role) return;
  plan.changed.emplace_back(same != current.end() ? "team_role" : "team");
  if (same != current.end()) std::erase_if(own, [&](const auto& m) { return m.team() != team; });
  plan.membership_edits = membership::Replace(own, plan.person, team, role, plan.start_day, NewId());
  if (plan.membership_edits.empty()) plan.changed.pop_back();
  for (const membership::Edit& edit : plan.membership_edits) {
    const auto kind = state_.team_kinds.find(edit.record.team());
    plan.edited_kinds.push_back(kind == state_.team_kinds.end() ? v1::TEAM_KIND_TEAM : kind->second);
  }
}

void Planner::StartTeams() {
  for (NewTeam& team : plan_.teams) team.start_day = std::numeric_limits<int>::max();
  for (const RowPlan& plan : plan_.rows) {
    if (!plan.good() || !plan.new_team.has_value()) continue;
    int& start_day = plan_.teams[*plan.new_team].start_day;
    start_day = std::min(start_day, plan.start_day);
  }
}

}  // namespace laurel::directory::import
