#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/membership/store.h"
#include "services/directory/organization/change.h"
#include "services/directory/period/day.h"
#include "services/directory/team/handlers.h"
#include "services/directory/team/open.h"

namespace laurel::directory::team {
namespace {

// Nobody and nothing may be left in the team on a day after its last one.
absl::Status CheckEmpty(sql::Connection& connection, const std::string& team, absl::CivilDay last_day) {
  ASSIGN_OR_RETURN(const std::vector<v1::PlacementRecord> placements, PlacementsOf(connection, team));
  const int last = DayNumber(last_day);
  if (std::none_of(placements.begin(), placements.end(),
                   [last](const v1::PlacementRecord& placement) { return placement.start_day() <= last; })) {
    return InvalidField("end_date", "is before the team's first day");
  }
  ASSIGN_OR_RETURN(const bool has_members, membership::HasMembersAfter(connection, team, last_day));
  if (has_members) {
    return Error(absl::StatusCode::kFailedPrecondition, "TEAM_HAS_MEMBERS",
                 "somebody is a member after that day: end the memberships first");
  }
  ASSIGN_OR_RETURN(const bool has_teams, HasTeamsBelow(connection, team, last_day));
  if (has_teams) {
    return Error(absl::StatusCode::kFailedPrecondition, "TEAM_HAS_TEAMS",
                 "an open team is below this one after that day: move or close it first");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Team> CloseTeam(Env& env, rpc::Call& call, const v1::CloseTeamRequest& request) {
  ASSIGN_OR_RETURN(
      const absl::CivilDay last_day,
      period::DayOr(request.has_end_date() ? &request.end_date() : nullptr, "end_date", TodayOf(call)));
  const std::string team(api::IdOf(request.name()));
  return organization::Change<v1::Team>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes,
          organization::Draft& draft) -> absl::StatusOr<v1::Team> {
        ASSIGN_OR_RETURN(const Stored before, LoadOpen(connection, call, request.name(), request.etag()));
        RETURN_IF_ERROR(CheckEmpty(connection, team, last_day));
        v1::Team after = before.team;
        *after.mutable_end_date() = ToDate(last_day);
        return Save(env, call, changes, draft, before,
                    {.after = std::move(after),
                     .columns = {"end_date"},
                     .event = "team.closed",
                     .audited = "end_date",
                     .reason = request.reason()});
      });
}

}  // namespace laurel::directory::team
