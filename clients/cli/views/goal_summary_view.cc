#include "clients/cli/views/goal_summary_view.h"

#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/goal_view.h"
#include "clients/cli/views/summary_view.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

Cell Number(std::int64_t number) { return std::to_string(number); }

// "18 (75 %)"
Cell Counted(std::int64_t number, const std::string& ratio) {
  const std::string count = std::to_string(number);
  return {ratio.empty() ? count : fmt::format("{} ({})", count, Percent(ratio)), count};
}

}  // namespace

Table SummaryDetails(const GoalSummary& summary) {
  Table table({"field", "value"});
  table.Add({"people", Number(summary.people())});
  table.Add({"have goals", Counted(summary.people_with_goals(), summary.coverage())});
  table.Add({"goals", Number(summary.goals())});
  table.Add({"checked in lately", Counted(summary.fresh(), summary.freshness())});
  table.Add({"mean progress", Cell(ProgressPercent(summary.mean_progress()), summary.mean_progress())});
  return table;
}

Table StateCounts(const GoalSummary& summary) {
  Table table({"goals_that_are", "count"});
  for (const auto& one : summary.by_lifecycle()) {
    table.Add({EnumWord(one.lifecycle()), Number(one.goals())});
  }
  for (const auto& one : summary.by_health()) {
    const Cell health = HealthCell(one.health());
    table.Add(
        {Cell(fmt::format("active, {}", health.shown), fmt::format("active, {}", health.data), health.style),
         Number(one.goals())});
  }
  return table;
}

Table TeamCounts(const GoalSummary& summary, const Names& names) {
  Table table({"team", "people", "have_goals", "goals", "checked_in_lately", "mean_progress"});
  for (const auto& one : summary.by_team()) {
    if (one.suppressed()) {
      table.Add({names.Team(one.team()), Cell("fewer than 5, or next to such a team", "", Style::kDim), "",
                 "", "", ""});
      continue;
    }
    table.Add({names.Team(one.team()), Number(one.people()), Number(one.people_with_goals()),
               Number(one.goals()), Number(one.fresh()),
               Cell(ProgressPercent(one.mean_progress()), one.mean_progress())});
  }
  return table;
}

}  // namespace laurel::cli
