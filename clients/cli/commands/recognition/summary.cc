#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/views/summary_view.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;

struct SummaryOptions {
  std::string team, week, month;
};

struct Window {
  absl::CivilDay start;
  v1::SummaryWindow kind = v1::SUMMARY_WINDOW_MONTH;
  std::string title;
};

// Weeks and months are those of UTC: where the day begins earlier, today may still be in the future there.
absl::StatusOr<Window> WindowOf(const Context& context, const SummaryOptions& options) {
  Here here = context.here();
  here.zone = absl::UTCTimeZone();
  const absl::CivilDay today = here.Today();
  Window window;
  if (!options.week.empty()) {
    const auto day = ParseDay(options.week, here, Tense::kPast);
    if (!day.ok()) return About("--week", day.status());
    window.start = WeekStart(*day);
    window.kind = v1::SUMMARY_WINDOW_WEEK;
    window.title = fmt::format("the week from {} on", ShowDay(window.start, today));
    return window;
  }
  const auto month = ParseMonth(options.month.empty() ? "this month" : options.month, today);
  if (!month.ok()) return About("--month", month.status());
  window.start = absl::CivilDay(*month);
  window.title = ShowMonth(*month, today);
  return window;
}

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
  request.set_window(window.kind);
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
  command->add_option("--team", options->team, "with the teams below it; left out: everybody")
      ->type_name("TEAM");
  command->add_option("--week", options->week, "the week with this day (this week)")
      ->expected(0, 1)
      ->default_str("today")
      ->type_name("DAY");
  command->add_option("--month", options->month, "2026-11, november, last month (this month)")
      ->expected(0, 1)
      ->default_str("this month")
      ->type_name("MONTH")
      ->excludes("--week");
  chosen.When(command, [options](Context& context) { return Summarize(context, *options); });
}

}  // namespace laurel::cli
