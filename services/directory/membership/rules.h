// Who belongs to which team, in which role, over time. Pure functions.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "laurel/directory/v1/organization.pb.h"
#include "services/directory/period/period.h"

namespace laurel::directory::membership {

using Edit = period::Edit<v1::MembershipRecord>;

// From `start_day` on, of these memberships (all of one person) only that in `team` (empty: none) in `role`
// stays, or begins.
std::vector<Edit> Replace(std::span<const v1::MembershipRecord> memberships, std::string_view person,
                          std::string_view team, v1::TeamRole role, int start_day,
                          const std::function<std::string()>& new_id);

// After `last_day` none of these memberships holds. Empty when that is so already.
std::vector<Edit> End(std::span<const v1::MembershipRecord> memberships, int last_day);

}  // namespace laurel::directory::membership
