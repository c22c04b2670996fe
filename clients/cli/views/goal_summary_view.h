// A week or a month of goals as people read them. Pure functions.
#pragma once

#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/goals/v1/summary.pb.h"

namespace laurel::cli {

using GoalSummary = goals::v1::GoalSummary;

Table SummaryDetails(const GoalSummary& summary);
// How many are in each state of the lifecycle, and of the active ones in each state of health.
Table StateCounts(const GoalSummary& summary);
// The teams directly below.
Table TeamCounts(const GoalSummary& summary, const Names& names);

}  // namespace laurel::cli
