// Key results and check-ins as people read them: what was measured, and how it went. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/views/goal_view.h"
#include "laurel/goals/v1/check_in.pb.h"

namespace laurel::cli {

using CheckIn = goals::v1::CheckIn;

std::vector<std::string> PeopleOf(const std::vector<CheckIn>& check_ins);

// "87.5 %", "4.35 points"; "done" and "not yet" of what is one or the other.
std::string ValuePhrase(const KeyResult& key_result, const std::string& value);
// The values of the last check-ins of this key result that count, oldest first, and whether the last of them
// is nearer to the target than the one before. Of check-ins of any kind, newest first.
Cell TrendCell(const KeyResult& key_result, const std::vector<CheckIn>& check_ins, const GoalReader& reader);
Table KeyResultTable(const Goal& goal, const std::vector<CheckIn>& check_ins, const GoalReader& reader);

// "CSAT 87.5 %, on track, confidence 7": of which goal is known. `goal` has its key results.
std::string CheckInPhrase(const CheckIn& check_in, const Goal& goal);
Table CheckInTable(const std::vector<CheckIn>& check_ins, const Goal& goal, const GoalReader& reader);

}  // namespace laurel::cli
