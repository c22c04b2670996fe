#include <algorithm>

#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/commands/history.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

constexpr int kMostForTrends = 200;
constexpr std::size_t kShown = 5;

void PrintKeyResults(Context& context, const Goal& goal, const std::vector<CheckIn>& check_ins) {
  Screen& screen = context.screen();
  if (goal.key_results().empty()) return;
  screen.Say("");
  screen.Heading("Key results", "laurel goal check-in ID VALUE --health on-track \"…\"");
  screen.Print(WithoutEmptyColumns(KeyResultTable(goal, check_ins, ReaderOf(context, {}))));
}

void PrintLast(Context& context, const Goal& goal, std::vector<CheckIn> check_ins) {
  if (check_ins.empty()) return;
  const bool more = check_ins.size() > kShown;
  if (more) check_ins.resize(kShown);
  Screen& screen = context.screen();
  screen.Say("");
  screen.Heading(
      "Last check-ins",
      more ? fmt::format("laurel goal check-ins {} shows all", ShortIds({goal.name()}).Of(goal.name())) : "");
  PrintCheckIns(context, check_ins, goal, "");
}

absl::Status Show(Context& context, const std::string& typed) {
  ASSIGN_OR_RETURN(const GoalPart part, GoalPartArgument(context, typed, Wanted::kGoalFirst));
  ASSIGN_OR_RETURN(const Goal goal, GetGoal(context, part.goal));
  const bool summary = goal.view() == common::v1::VIEW_SUMMARY;
  Listed<CheckIn> check_ins;
  if (!summary && goal.has_last_check_in_time()) {
    ASSIGN_OR_RETURN(check_ins, ListCheckIns(context, goal.name(), "", kMostForTrends));
  }
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(RecordGroups{{"goal", {&goal}}, {"checkIns", RecordsOf(check_ins.items)}});
    return absl::OkStatus();
  }
  Table details = GoalDetails(goal, ReaderOf(context, {goal}));
  if (screen.format() == Format::kCsv) details.Add({"description", goal.description()});
  screen.PrintDetails(details);
  context.shown_ids().Remember(NamesWithKeyResults({goal}));
  if (screen.format() == Format::kCsv) return absl::OkStatus();
  if (summary) screen.Say("You can see how it stands, not what it says.", Style::kDim);
  if (!goal.description().empty()) {
    screen.Say("");
    screen.Quote(goal.description());
  }
  PrintKeyResults(context, goal, check_ins.items);
  PrintLast(context, goal, std::move(check_ins.items));
  return absl::OkStatus();
}

}  // namespace

void AddGoalShow(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "show", "One goal: how far it is, its key results and how they went, the last check-ins",
      "laurel goal show k3x9qz\nlaurel goal show \"happier callers\"\nlaurel goal show k3x9qz -o json");
  auto id = std::make_shared<std::string>();
  AddGoalId(*command, *id);
  chosen.When(command, [id](Context& context) { return Show(context, *id); });
}

void AddGoalHistory(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "history", "What became of a goal: activated, closed, reopened, by whom and why",
                 "laurel goal history k3x9qz\nlaurel goal history k3x9qz -o json");
  auto id = std::make_shared<std::string>();
  AddGoalId(*command, *id);
  chosen.When(command, [id](Context& context) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string name, GoalArgument(context, *id));
    return ShowHistory(context, name);
  });
}

}  // namespace laurel::cli
