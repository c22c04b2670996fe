#include "services/directory/membership/show.h"

#include "common/org/organization.h"
#include "common/time/convert.h"

namespace laurel::directory::membership {

v1::TeamMember ToTeamMember(const v1::MembershipRecord& record) {
  v1::TeamMember member;
  member.set_name(kMemberPattern.Format({record.team(), record.person()}));
  member.set_person(org::kPersonPattern.Format({record.person()}));
  member.set_role(record.role());
  *member.mutable_start_date() = ToDate(DayFromNumber(record.start_day()));
  if (record.end_day() != 0) *member.mutable_end_date() = ToDate(DayFromNumber(record.end_day()));
  return member;
}

}  // namespace laurel::directory::membership
