#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/commands/goal/key_result_options.h"
#include "clients/cli/commands/summary_window.h"
#include "clients/cli/views/goal_summary_view.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

void Print(Context& context, const GoalSummary& summary, const std::string& title) {
  Screen& screen = context.screen();
  screen.Heading(title);
  if (summary.suppressed()) {
    screen.Say("Fewer than 5 people, here or in a team beside it: nothing is told about them.", Style::kDim);
    return;
  }
  screen.PrintDetails(SummaryDetails(summary));
  if (screen.format() != Format::kTable) return;  // CSV is one table
  if (const Table states = StateCounts(summary); !states.empty()) {
    screen.Say("");
    screen.Print(states);
  }
  if (!summary.by_team().empty()) {
    screen.Say("");
    screen.Print(TeamCounts(summary, context.NamesWithTeams({})));
  }
}

absl::Status Summarize(Context& context, const SummaryOptions& options) {
  ASSIGN_OR_RETURN(const Window window, WindowOf(context, options));
  v1::GetGoalSummaryRequest request;
  *request.mutable_start_date() = ToDate(window.start);
  request.set_window(window.is_week ? v1::SUMMARY_WINDOW_WEEK : v1::SUMMARY_WINDOW_MONTH);
  if (!options.team.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_team(), TeamArgument(context, options.team));
  }
  ASSIGN_OR_RETURN(const GoalSummary summary,
                   context.goals().Call(&v1::GoalService::Stub::GetGoalSummary, request));
  if (context.screen().wants_records()) {
    context.screen().Print(summary);
    return absl::OkStatus();
  }
  const std::string who =
      options.team.empty() ? "Everybody" : context.NamesWithTeams({}).Team(request.team());
  Print(context, summary, fmt::format("{}, {}", who, window.title));
  return absl::OkStatus();
}

absl::Status ShowMetrics(Context& context) {
  ASSIGN_OR_RETURN(const std::vector<Metric> metrics, ListMetrics(context));
  ShowList(context.screen(), metrics, [&] { return MetricTable(metrics); });
  return absl::OkStatus();
}

}  // namespace

void AddGoalSummary(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "summary", "Who has goals and how they stand, in a whole week or month (this month)",
                 "laurel goal summary --team Billing\nlaurel goal summary --team Billing --week today\n"
                 "laurel goal summary --month 2026-10 -o json");
  auto options = std::make_shared<SummaryOptions>();
  AddSummaryOptions(*command, *options);
  chosen.When(command, [options](Context& context) { return Summarize(context, *options); });
}

void AddMetrics(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "metrics", "The usual metrics of customer service, for --metric",
                                 "laurel goal metrics\nlaurel goal metrics -o json");
  chosen.When(command, ShowMetrics);
}

}  // namespace laurel::cli
