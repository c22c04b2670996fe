// Goals as people read them: how far they are and how they stand. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/dates/moment.h"
#include "clients/cli/output/bars.h"
#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/goals/v1/goal.pb.h"
#include "laurel/goals/v1/goal_service.pb.h"

namespace laurel::cli {

using Goal = goals::v1::Goal;
using GoalNode = goals::v1::GoalNode;
using KeyResult = goals::v1::KeyResult;
using Metric = goals::v1::Metric;

// To whom goals are shown, and on what.
struct GoalReader {
  const Names& names;  // with teams where a goal of a team is among them
  const Here& here;
  Drawing drawing = Drawing::kPlain;
  std::size_t columns = 0;  // of the terminal; 0: nobody knows
};

std::vector<std::string> PeopleOf(const std::vector<Goal>& goals);
std::vector<std::string> PeopleOf(const std::vector<GoalNode>& nodes);
std::vector<std::string> NamesOfAll(const std::vector<Goal>& goals);
// Of each goal its key results, too: what can be typed back.
std::vector<std::string> NamesWithKeyResults(const std::vector<Goal>& goals);

// "(title withheld)" of what the reader sees as a summary, "(not for you to read)" of a node that they do
// not.
std::string TitleOf(const Goal& goal);
std::string TitleOf(const GoalNode& node);
// Else it shows its place, progress and weight alone.
bool IsReadable(const GoalNode& node);

// "on track" in green, "off track" in red.
Cell HealthCell(goals::v1::GoalHealth health);
// "62 %" of "0.629": never 100 % before it is.
std::string ProgressPercent(const std::string& progress);
// "[######--] 62 %"
Cell ProgressCell(const std::string& progress, const GoalReader& reader);
// Empty for 1, which is what nobody has said anything about.
Cell WeightCell(const std::string& weight);
// Whose it is: its owners, its team, or the company.
Cell WhoseGoal(const Goal& goal, const Names& names);
// Who reads it, as a sentence: the table "Who may do what" for people.
std::string ReadersSentence(const Goal& goal);

Table GoalTable(const std::vector<Goal>& goals, const GoalReader& reader);
// All but the description and the key results.
Table GoalDetails(const Goal& goal, const GoalReader& reader);

// A row a goal: for people indented below what it is a part of.
Table TreeTable(const std::vector<GoalNode>& nodes, const GoalReader& reader);
Table MetricTable(const std::vector<Metric>& metrics);

}  // namespace laurel::cli
