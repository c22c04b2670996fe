#include "clients/cli/commands/summary_window.h"

#include "clients/cli/connection/failure.h"
#include "clients/cli/dates/show.h"
#include "fmt/format.h"

namespace laurel::cli {

void AddSummaryOptions(CLI::App& command, SummaryOptions& options) {
  command.add_option("--team", options.team, "with the teams below it; left out: everybody")
      ->type_name("TEAM");
  command.add_option("--week", options.week, "the week with this day (this week)")
      ->expected(0, 1)
      ->default_str("today")
      ->type_name("DAY");
  command.add_option("--month", options.month, "2026-11, november, last month (this month)")
      ->expected(0, 1)
      ->default_str("this month")
      ->type_name("MONTH")
      ->excludes("--week");
}

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
    window.is_week = true;
    window.title = fmt::format("the week from {} on", ShowDay(window.start, today));
    return window;
  }
  const auto month = ParseMonth(options.month.empty() ? "this month" : options.month, today);
  if (!month.ok()) return About("--month", month.status());
  window.start = absl::CivilDay(*month);
  window.title = ShowMonth(*month, today);
  return window;
}

}  // namespace laurel::cli
