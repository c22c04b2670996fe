// Where teams stand: what a new place changes, and that no team comes to stand below itself. Pure functions.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "laurel/directory/v1/organization.pb.h"
#include "services/directory/period/period.h"

namespace laurel::directory::team {

using Edit = period::Edit<v1::PlacementRecord>;

// From `start_day` on the team stands below this parent alone (empty: at the root). `placements`: all of the
// team's. Empty when that is so already.
std::vector<Edit> Place(std::span<const v1::PlacementRecord> placements, std::string_view team,
                        std::string_view parent, int start_day, const std::function<std::string()>& new_id);

// The parent on a day; "" at the root, and before the team's first day.
std::string ParentOn(std::span<const v1::PlacementRecord> placements, int day);

// Whether `team`, placed below `parent` from `start_day` on, would be below itself on that or any later day.
bool MakesCycle(const period::RecordsOf<v1::PlacementRecord>& placements_of, const std::string& team,
                const std::string& parent, int start_day);

}  // namespace laurel::directory::team
