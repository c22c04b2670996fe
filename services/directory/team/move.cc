#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/api/ulid.h"
#include "common/org/organization.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/organization/change.h"
#include "services/directory/period/day.h"
#include "services/directory/team/handlers.h"
#include "services/directory/team/open.h"

namespace laurel::directory::team {
namespace {

// Decided under the guard: of two moves at once that would close a circle together, the second one sees the
// first.
absl::Status CheckCycle(sql::Connection& connection, const std::string& team, const std::string& parent,
                        absl::CivilDay start) {
  if (parent.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const PlacementsByTeam above, PlacementsAbove(connection, parent, start));
  const auto placements_of = [&above](const std::string& id) -> std::span<const v1::PlacementRecord> {
    const auto it = above.find(id);
    return it == above.end() ? std::span<const v1::PlacementRecord>() : it->second;
  };
  if (!MakesCycle(placements_of, team, parent, DayNumber(start))) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "CYCLE",
               "the parent is below this team on that day or a later one: move it first");
}

}  // namespace

absl::StatusOr<v1::Team> MoveTeam(Env& env, rpc::Call& call, const v1::MoveTeamRequest& request) {
  if (request.parent() == request.name()) return InvalidField("parent", "no team is below itself");
  const absl::CivilDay today = TodayOf(call);
  ASSIGN_OR_RETURN(
      const absl::CivilDay start,
      period::DayOr(request.has_start_date() ? &request.start_date() : nullptr, "start_date", today));
  const std::string team(api::IdOf(request.name()));
  const std::string parent(api::IdOf(request.parent()));
  return organization::Change<v1::Team>(
      env, call,
      [&](sql::Connection& connection, sql::Changes& changes,
          organization::Draft& draft) -> absl::StatusOr<v1::Team> {
        ASSIGN_OR_RETURN(const Stored before, LoadOpen(connection, call, request.name(), request.etag()));
        RETURN_IF_ERROR(CheckParent(connection, call, request.parent()));
        RETURN_IF_ERROR(CheckCycle(connection, team, parent, start));
        ASSIGN_OR_RETURN(std::vector<v1::PlacementRecord> placements, PlacementsOf(connection, team));
        const std::vector<Edit> edits =
            Place(placements, team, parent, DayNumber(start), [&call] { return api::NewUlid(call.now); });
        if (edits.empty()) return before.team;
        Save(changes, draft.records, edits);
        placements = period::After(std::span<const v1::PlacementRecord>(placements), edits);
        v1::Team after = before.team;
        const std::string above = ParentOn(placements, DayNumber(today));
        after.set_parent(above.empty() ? "" : org::kTeamPattern.Format({above}));
        return Save(env, call, changes, draft, before,
                    {.after = std::move(after),
                     .event = "team.changed",
                     .changed = "parent",
                     .audited = "parent",
                     .reason = request.reason()});
      });
}

}  // namespace laurel::directory::team
