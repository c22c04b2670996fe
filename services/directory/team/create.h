// How a team comes into being: by a call, or by an import. Free functions; thread-safe; a Changes is used by
// one thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "laurel/directory/v1/organization.pb.h"
#include "laurel/directory/v1/team.pb.h"
#include "services/directory/events.h"

namespace laurel::directory::team {

// What a new team is made of.
struct New {
  std::string id;
  std::string display_name;
  v1::TeamKind kind = v1::TEAM_KIND_TEAM;
  std::string_view creator;  // full name
};
// Open, at its first version, as of `now`; without a parent.
v1::Team Make(const New& wanted, absl::Time now);

// From `start_day` on; `parent`: an id, "" at the root.
v1::PlacementRecord FirstPlacement(const v1::Team& team, std::string_view parent, int start_day,
                                   absl::Time now);

// What the organisation keeps of a team.
v1::TeamRecord RecordOf(const v1::Team& team);

// Under the organisation's guard, and after whatever refuses it: writes, tells and audits it, and adds it to
// `records`.
void SaveNew(const Telling& telling, v1::OrganizationRecords& records, const v1::Team& team,
             const v1::PlacementRecord& placement);

}  // namespace laurel::directory::team
