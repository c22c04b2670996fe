// Reporting lines: what a new manager changes, and that the line never closes into a circle. Pure functions.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "laurel/directory/v1/organization.pb.h"
#include "services/directory/period/period.h"

namespace laurel::directory::line {

using Edit = period::Edit<v1::LineRecord>;

// From `start_day` on the person has this manager alone (empty: none) for lines of this kind. `lines`: all of
// the person's. Empty when that is so already.
std::vector<Edit> Replace(std::span<const v1::LineRecord> lines, std::string_view person, v1::LineKind kind,
                          std::string_view manager, int start_day,
                          const std::function<std::string()>& new_id);

// The line in force on a day; nullptr: none.
const v1::LineRecord* InForceOn(std::span<const v1::LineRecord> lines, v1::LineKind kind, int day);

// The lines of a person, as they would be after the change that is judged.
using LinesOfPerson = period::RecordsOf<v1::LineRecord>;

// Whether `person`, given `manager` from `start_day` on, would be above themselves on that or any later day.
bool MakesCycle(const LinesOfPerson& lines, const std::string& person, const std::string& manager,
                int start_day);

}  // namespace laurel::directory::line
