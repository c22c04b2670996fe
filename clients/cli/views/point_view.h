// Talking points as people read them: by their number in the session. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/feedback/v1/talking_point.pb.h"

namespace laurel::cli {

using TalkingPoint = feedback::v1::TalkingPoint;

std::vector<std::string> PeopleOf(const std::vector<TalkingPoint>& points);
// In the order in which they come.
Table PointTable(const std::vector<TalkingPoint>& points, const Names& names);

}  // namespace laurel::cli
