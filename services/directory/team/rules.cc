#include "services/directory/team/rules.h"

#include <algorithm>
#include <utility>

namespace laurel::directory::team {

std::vector<Edit> Place(std::span<const v1::PlacementRecord> placements, std::string_view team,
                        std::string_view parent, int start_day, const std::function<std::string()>& new_id) {
  period::Succession<v1::PlacementRecord> change = period::Succeed(
      placements, start_day,
      [parent](const v1::PlacementRecord& placement) { return placement.parent() == parent; });
  if (change.kept) return std::move(change.edits);
  v1::PlacementRecord placement;
  placement.set_id(new_id());
  placement.set_team(std::string(team));
  placement.set_parent(std::string(parent));
  placement.set_start_day(start_day);
  change.edits.push_back({Edit::Kind::kInsert, std::move(placement)});
  return std::move(change.edits);
}

std::string ParentOn(std::span<const v1::PlacementRecord> placements, int day) {
  const auto it =
      std::find_if(placements.begin(), placements.end(),
                   [day](const v1::PlacementRecord& placement) { return period::InForce(placement, day); });
  return it == placements.end() ? "" : it->parent();
}

bool MakesCycle(const period::RecordsOf<v1::PlacementRecord>& placements_of, const std::string& team,
                const std::string& parent, int start_day) {
  std::vector<std::string> way;
  return period::Reaches(
      placements_of, [](const v1::PlacementRecord& placement) { return placement.parent(); }, team, parent,
      start_day, period::kForever, way);
}

}  // namespace laurel::directory::team
