// Memberships as callers see them. Pure.
#pragma once

#include "common/api/resource_pattern.h"
#include "laurel/directory/v1/organization.pb.h"
#include "laurel/directory/v1/team.pb.h"

namespace laurel::directory::membership {

inline constexpr api::ResourcePattern kMemberPattern{"teams/{team}/members/{person}"};

v1::TeamMember ToTeamMember(const v1::MembershipRecord& record);

}  // namespace laurel::directory::membership
