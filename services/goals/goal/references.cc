#include "services/goals/goal/references.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/goals/errors.h"
#include "services/goals/names.h"

namespace laurel::goals::goal {
namespace {

using org::Organization;

// A LEAD of it, or above one of them.
bool LeadsOrIsAboveLead(const Organization& organization, std::string_view person, std::string_view team,
                        absl::Time now) {
  if (organization.Leads(person, team, now)) return true;
  return std::ranges::any_of(organization.MembersNow(team, now), [&](const std::string& member) {
    return organization.Leads(member, team, now) && !organization.HasLeft(member, now) &&
           organization.RelationsOf(person, member, now).Has(org::Relations::kChainAbove);
  });
}

Error NoTeam(std::string_view message) { return Refused("NO_TEAM", "goal.visibility", message); }

// The one that it could be shown to.
absl::StatusOr<std::string> OnlyTeamOf(const Organization& organization, std::string_view owner,
                                       absl::Time now) {
  const std::vector<std::string> teams = org::AudienceTeamsNow(organization, owner, now);
  if (teams.size() > 1)
    return InvalidField("goal.team", "its owner is in several teams: say which one reads it");
  if (teams.empty())
    return NoTeam("its owner is in no team that it could be shown to: choose another visibility");
  return org::kTeamPattern.Format({teams.front()});
}

absl::Status CheckTeamOfPerson(const Organization& organization, const v1::Goal& goal, absl::Time now) {
  const auto teams = org::AudienceTeamsNow(organization, IdOf(goal.owners(0)), now);
  if (std::ranges::binary_search(teams, IdOf(goal.team()))) return absl::OkStatus();
  return InvalidField("goal.team", "is no team of the goal's owner");
}

absl::Status CheckTeamOfLevel(const Organization& organization, const v1::Goal& goal, absl::Time now) {
  const std::string_view team = IdOf(goal.team());
  if (!organization.IsTeamOpen(team, now))
    return Refused("TEAM_CLOSED", goal.team(), "this team is closed: nothing new is written about it");
  const bool is_audience = organization.TeamKindOf(team) == directory::v1::TEAM_KIND_TEAM;
  if (goal.visibility() != v1::GOAL_VISIBILITY_TEAM || is_audience) return absl::OkStatus();
  return NoTeam("only teams of kind TEAM can be shown something: choose PUBLIC or PRIVATE");
}

}  // namespace

absl::Status CheckReferences(const Env& env, const rpc::Call& call, const v1::Goal& goal) {
  std::vector<org::PersonReference> people;
  for (int i = 0; i < goal.owners_size(); ++i) {
    people.push_back({fmt::format("goal.owners[{}]", i), goal.owners(i)});
  }
  RETURN_IF_ERROR(org::CheckPeople(env.organization, people, call.now, call.deadline,
                                   /*refuse_leavers=*/true));
  return org::CheckTeam(env.organization, "goal.team", goal.team(), call.now, call.deadline);
}

absl::Status CheckMayCreate(const Env& env, const rpc::Call& call, const v1::Goal& goal) {
  switch (goal.level()) {
    case v1::GOAL_LEVEL_PERSON:
      if (goal.owners(0) == call.caller.name) return absl::OkStatus();
      return NotYourReport("goal.owners[0]", "nobody makes a goal for somebody else: propose it to them");
    case v1::GOAL_LEVEL_TEAM: {
      if (call.caller.IsHrAdmin()) return absl::OkStatus();
      ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, call.now));
      if (LeadsOrIsAboveLead(*organization, call.caller.id, IdOf(goal.team()), call.now))
        return absl::OkStatus();
      return NotYourReport("goal.team", "the LEADs of a team make its goals, those above them, and HR_ADMIN");
    }
    default:
      if (call.caller.IsHrAdmin()) return absl::OkStatus();
      return NotYourReport("goal.level", "HR_ADMIN makes the goals of the company");
  }
}

absl::Status CheckMayPropose(const Env& env, const rpc::Call& call, const v1::Goal& goal) {
  ASSIGN_OR_RETURN(const org::Relations relations,
                   org::RelationsNow(env.organization, call.caller.id, IdOf(goal.owners(0)), call.now));
  if (relations.MayCoach()) return absl::OkStatus();
  return NotYourReport("goal.owners[0]", "you are not this person's manager, coach or team lead");
}

absl::Status SettleTeam(const Env& env, const rpc::Call& call, v1::Goal& goal) {
  const bool of_person = goal.level() == v1::GOAL_LEVEL_PERSON;
  const bool fills = of_person && goal.visibility() == v1::GOAL_VISIBILITY_TEAM && goal.team().empty();
  if (goal.team().empty() && !fills) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, call.now));
  if (fills) {
    ASSIGN_OR_RETURN(*goal.mutable_team(), OnlyTeamOf(*organization, IdOf(goal.owners(0)), call.now));
    return absl::OkStatus();
  }
  return of_person ? CheckTeamOfPerson(*organization, goal, call.now)
                   : CheckTeamOfLevel(*organization, goal, call.now);
}

}  // namespace laurel::goals::goal
