#include "services/directory/membership/rules.h"

#include <utility>

namespace laurel::directory::membership {

std::vector<Edit> Replace(std::span<const v1::MembershipRecord> memberships, std::string_view person,
                          std::string_view team, v1::TeamRole role, int start_day,
                          const std::function<std::string()>& new_id) {
  period::Succession<v1::MembershipRecord> change =
      period::Succeed(memberships, start_day, [&](const v1::MembershipRecord& membership) {
        return membership.team() == team && membership.role() == role;
      });
  if (team.empty() || change.kept) return std::move(change.edits);
  v1::MembershipRecord membership;
  membership.set_id(new_id());
  membership.set_team(std::string(team));
  membership.set_person(std::string(person));
  membership.set_role(role);
  membership.set_start_day(start_day);
  change.edits.push_back({Edit::Kind::kInsert, std::move(membership)});
  return std::move(change.edits);
}

std::vector<Edit> End(std::span<const v1::MembershipRecord> memberships, int last_day) {
  return period::Succeed(memberships, last_day + 1, [](const v1::MembershipRecord&) { return false; }).edits;
}

}  // namespace laurel::directory::membership
