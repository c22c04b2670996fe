#include "services/directory/membership/store.h"

#include <cstdint>

#include "common/time/convert.h"
#include "services/directory/sql_values.h"

namespace laurel::directory::membership {

void Save(sql::Changes& changes, v1::OrganizationRecords& records, const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) {
    const v1::MembershipRecord& membership = edit.record;
    switch (edit.kind) {
      case Edit::Kind::kInsert:
        changes.Insert("team_membership", {"id", "team", "person", "role", "start_date", "end_date"},
                       {membership.id(), membership.team(), membership.person(),
                        static_cast<std::int64_t>(membership.role()), DayFromNumber(membership.start_day()),
                        EndDate(membership.end_day())});
        break;
      case Edit::Kind::kEnd:
        changes.Update("UPDATE team_membership SET end_date = ? WHERE id = ?",
                       {EndDate(membership.end_day()), membership.id()});
        break;
      case Edit::Kind::kRemove:
        changes.Update("DELETE FROM team_membership WHERE id = ?", {membership.id()});
        break;
    }
    *records.add_memberships() = membership;
  }
}

}  // namespace laurel::directory::membership
