#include <optional>
#include <string>
#include <utility>

#include "common/api/field_mask.h"
#include "common/api/ulid.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/organization/change.h"
#include "services/directory/period/day.h"
#include "services/directory/team/create.h"
#include "services/directory/team/handlers.h"
#include "services/directory/team/open.h"

namespace laurel::directory::team {
namespace {

absl::Status CheckNew(sql::Connection& connection, const rpc::Call& call, const v1::Team& team,
                      const std::string& parent) {
  RETURN_IF_ERROR(CheckParent(connection, call, parent));
  return CheckName(connection, call, team);
}

}  // namespace

absl::StatusOr<v1::Team> CreateTeam(Env& env, rpc::Call& call, const v1::CreateTeamRequest& request) {
  const absl::CivilDay today = TodayOf(call);
  ASSIGN_OR_RETURN(
      const absl::CivilDay start,
      period::DayOr(request.has_start_date() ? &request.start_date() : nullptr, "start_date", today));
  v1::Team team = Make({.id = api::NewUlid(call.now),
                        .display_name = request.team().display_name(),
                        .kind = request.team().kind(),
                        .creator = call.caller.name},
                       call.now);
  const v1::PlacementRecord placement =
      FirstPlacement(team, api::IdOf(request.parent()), DayNumber(start), call.now);
  if (start <= today) team.set_parent(request.parent());
  return organization::Change<v1::Team>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes,
          organization::Draft& draft) -> absl::StatusOr<v1::Team> {
        RETURN_IF_ERROR(CheckNew(connection, call, team, request.parent()));
        SaveNew(organization::TellingOf(env, call, changes, draft), draft.records, team, placement);
        return team;
      },
      request.validate_only());
}

absl::StatusOr<v1::Team> GetTeam(Env& env, rpc::Call& call, const v1::GetTeamRequest& request) {
  ASSIGN_OR_RETURN(std::optional<Stored> stored,
                   env.db.Read<std::optional<Stored>>(call.deadline, [&](sql::Connection& connection) {
                     return FindStored(connection, std::string(api::IdOf(request.name())), TodayOf(call));
                   }));
  if (!stored.has_value()) return NotFound();
  return std::move(stored->team);
}

absl::StatusOr<v1::Team> UpdateTeam(Env& env, rpc::Call& call, const v1::UpdateTeamRequest& request) {
  const v1::Team& wanted = request.team();
  if (wanted.name().empty()) return InvalidField("team.name", "is required");
  ASSIGN_OR_RETURN(const google::protobuf::FieldMask mask, api::ResolveMask(request.update_mask(), wanted));
  return organization::Change<v1::Team>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes,
          organization::Draft& draft) -> absl::StatusOr<v1::Team> {
        ASSIGN_OR_RETURN(const Stored before, LoadOpen(connection, call, wanted.name(), wanted.etag()));
        v1::Team after = before.team;
        api::CopyMasked(mask, wanted, after);
        if (after.display_name() == before.team.display_name()) return after;
        RETURN_IF_ERROR(CheckName(connection, call, after));
        return Save(env, call, changes, draft, before,
                    {.after = std::move(after),
                     .columns = {"display_name"},
                     .event = "team.changed",
                     .changed = "display_name",
                     .audited = "display_name"});
      });
}

}  // namespace laurel::directory::team
