#include "services/directory/team/create.h"

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/org/organization.h"
#include "common/time/convert.h"
#include "services/directory/team/store.h"

namespace laurel::directory::team {

v1::Team Make(const New& wanted, absl::Time now) {
  v1::Team team;
  team.set_name(org::kTeamPattern.Format({wanted.id}));
  team.set_etag(api::EtagOf(1));
  team.set_display_name(wanted.display_name);
  team.set_kind(wanted.kind);
  team.set_creator(std::string(wanted.creator));
  *team.mutable_create_time() = ToTimestamp(now);
  *team.mutable_update_time() = ToTimestamp(now);
  return team;
}

v1::PlacementRecord FirstPlacement(const v1::Team& team, std::string_view parent, int start_day,
                                   absl::Time now) {
  v1::PlacementRecord placement;
  placement.set_id(api::NewUlid(now));
  placement.set_team(std::string(api::IdOf(team.name())));
  placement.set_parent(std::string(parent));
  placement.set_start_day(start_day);
  return placement;
}

v1::TeamRecord RecordOf(const v1::Team& team) {
  v1::TeamRecord record;
  record.set_id(std::string(api::IdOf(team.name())));
  record.set_kind(team.kind());
  if (const auto end = FromDate(team.end_date()); end.has_value()) record.set_end_day(DayNumber(*end));
  return record;
}

void SaveNew(const Telling& telling, v1::OrganizationRecords& records, const v1::Team& team,
             const v1::PlacementRecord& placement) {
  Insert(telling.changes, team);
  InsertPlacement(telling.changes, placement);
  *records.add_teams() = RecordOf(team);
  *records.add_placements() = placement;
  TellTeam(telling, "team.created", team.name(), team.kind());
  telling.changes.Audit({.resource = team.name(), .subject = ""});
  if (!team.creator().empty()) telling.changes.Mention(team.creator());
}

}  // namespace laurel::directory::team
