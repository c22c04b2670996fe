#include "services/directory/person/rules.h"

#include <optional>
#include <string>
#include <vector>

#include "common/time/convert.h"

namespace laurel::directory::person {

bool SeesDates(const auth::Principal& caller, org::Relations relations) {
  using R = org::Relations;
  return caller.IsHrAdmin() || caller.IsAuditor() ||
         relations.HasAny(R::kSelf | R::kLineManager | R::kChainAbove);
}

void WithholdDates(v1::Person& person) {
  person.clear_employee_number();
  person.clear_hire_date();
  person.clear_leave_date();
}

void FillFromOrganization(const org::Organization& organization, absl::Time now, v1::Person& person) {
  const std::string id(api::IdOf(person.name()));
  const absl::CivilDay today = organization.TodayOf(id, now);
  const org::Status status = organization.StatusOn(id, today);
  person.set_state(status.state);
  person.set_coachable(status.coachable);
  if (const auto leave = organization.LeaveDayOf(id)) *person.mutable_leave_date() = ToDate(*leave);
  for (const org::Organization::TeamMembership& membership : organization.TeamsOn(id, today)) {
    if (membership.kind != v1::TEAM_KIND_TEAM) continue;
    person.set_team(org::kTeamPattern.Format({membership.team}));
    break;
  }
  if (const auto manager = organization.ManagerOn(id, today))
    person.set_manager(org::kPersonPattern.Format({*manager}));
  const std::vector<std::string> coaches = organization.CoachesOn(id, today);
  if (!coaches.empty()) person.set_coach(org::kPersonPattern.Format({coaches.front()}));
}

}  // namespace laurel::directory::person
