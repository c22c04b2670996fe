#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/commands/summary_window.h"
#include "clients/cli/views/summary_view.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;

Tags TagsIn(Context& context, const RecognitionSummary& summary) {
  std::vector<Recognition> named;
  for (const auto& one : summary.by_value()) named.emplace_back().set_value(one.value());
  return TagsFor(context, named);
}

void Print(Context& context, const RecognitionSummary& summary, const std::string& title) {
  Screen& screen = context.screen();
  if (screen.format() == Format::kTable) screen.Heading(title);
  if (summary.suppressed()) {
    screen.Say("Fewer than 5 people, here or in a team beside it: nothing is told about them.", Style::kDim);
    return;
  }
  screen.PrintDetails(SummaryDetails(summary));
  if (screen.format() != Format::kTable) return;  // CSV is one table
  const Names& names = context.NamesWithTeams({});
  if (!summary.by_value().empty()) {
    screen.Say("");
    screen.Print(ValueCounts(summary, TagsIn(context, summary)));
  }
  if (!summary.by_team().empty()) {
    screen.Say("");
    screen.Print(TeamCounts(summary, names));
  }
}

absl::Status Summarize(Context& context, const SummaryOptions& options) {
  ASSIGN_OR_RETURN(const Window window, WindowOf(context, options));
  v1::GetRecognitionSummaryRequest request;
  *request.mutable_start_date() = ToDate(window.start);
  request.set_window(window.is_week ? v1::SUMMARY_WINDOW_WEEK : v1::SUMMARY_WINDOW_MONTH);
  if (!options.team.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_team(), TeamArgument(context, options.team));
  }
  ASSIGN_OR_RETURN(const RecognitionSummary summary,
                   context.recognition().Call(&v1::RecognitionService::Stub::GetRecognitionSummary, request));
  if (context.screen().wants_records()) {
    context.screen().Print(summary);
    return absl::OkStatus();
  }
  const std::string who =
      options.team.empty() ? "Everybody" : context.NamesWithTeams({}).Team(request.team());
  Print(context, summary, fmt::format("{}, {}", who, window.title));
  return absl::OkStatus();
}

}  // namespace

void AddSummary(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "summary", "How many are thanked and thank, in a whole week or month (this month)",
      "laurel recognition summary --team Billing\nlaurel recognition summary --team Billing --week today\n"
      "laurel recognition summary --month 2026-10 -o json");
  auto options = std::make_shared<SummaryOptions>();
  AddSummaryOptions(*command, *options);
  chosen.When(command, [options](Context& context) { return Summarize(context, *options); });
}

}  // namespace laurel::cli
