#include "clients/cli/app/pages.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/dates/show.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

constexpr int kStandardWindow = 30;

struct DueOptions {
  std::string manager;
  bool all = false;
  bool coachees = false;
  int days = kStandardWindow;
  int limit = 50;
};

absl::StatusOr<v1::GetCoachingCoverageRequest> RequestFor(Context& context, const DueOptions& options) {
  v1::GetCoachingCoverageRequest request;
  request.set_transitive(options.all);
  request.set_coachees(options.coachees);
  request.set_window_days(options.days);
  ASSIGN_OR_RETURN(*request.mutable_manager(), PersonArgument(context, options.manager));
  return request;
}

// The counts, and the people of as many pages as the limit takes.
absl::StatusOr<v1::GetCoachingCoverageResponse> Coverage(Context& context,
                                                         const v1::GetCoachingCoverageRequest& request,
                                                         int limit) {
  using Response = v1::GetCoachingCoverageResponse;
  Response coverage;
  ASSIGN_OR_RETURN(const auto listed,
                   ListPages<v1::UncoveredPerson>(
                       context.coaching(), &v1::CoachingService::Stub::GetCoachingCoverage, request,
                       &Response::uncovered, limit, [&](const Response& page) { coverage = page; }));
  *coverage.mutable_uncovered() = {listed.items.begin(), listed.items.end()};
  return coverage;
}

Table UncoveredTable(Context& context, const v1::GetCoachingCoverageResponse& coverage) {
  std::vector<std::string> people;
  for (const auto& one : coverage.uncovered()) people.push_back(one.person());
  const Names& names = context.NamesOf(people);
  Table table({"display_name", "email", "last_session"});
  for (const auto& one : coverage.uncovered()) {
    const Cell who = names.Person(one.person());
    Cell last("never", "", Style::kBad);
    if (one.has_last_held_time()) {
      const absl::Time held = FromTimestamp(one.last_held_time());
      last = Cell(ShowAge(held, context.here()), IsoMoment(held, context.here().zone));
    }
    table.Add({who.shown, who.data, last});
  }
  return table;
}

absl::Status Due(Context& context, const DueOptions& options) {
  ASSIGN_OR_RETURN(const auto request, RequestFor(context, options));
  ASSIGN_OR_RETURN(const auto coverage, Coverage(context, request, options.limit));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(coverage);
    return absl::OkStatus();
  }
  screen.Say(fmt::format("{} of {} have had a session in the last {} days.", coverage.covered(),
                         coverage.total(), options.days == 0 ? kStandardWindow : options.days));
  const bool nobody = coverage.total() == 0 && !options.coachees;
  screen.Print(
      UncoveredTable(context, coverage),
      nobody ? "Nobody to coach reports here. Those you coach by a COACH line: laurel coaching due --coachees"
             : "");
  RemarkIfMore(screen, !coverage.next_page_token().empty(), options.limit);
  return absl::OkStatus();
}

}  // namespace

void AddDue(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "due", "Who of your people has had no session lately, longest first",
                                 "laurel coaching due\nlaurel coaching due --all --days 14\n"
                                 "laurel coaching due --manager bruno -o csv");
  auto options = std::make_shared<DueOptions>();
  command->add_option("--manager", options->manager, "the people of somebody else")->type_name("WHO");
  command->add_flag("--all", options->all, "everybody below, not only those who report directly");
  command->add_flag("--coachees", options->coachees,
                    "those you coach by a COACH line, instead of those who report");
  command->add_option("--days", options->days, "the window, today included (30)")
      ->type_name("N")
      ->check(CLI::Range(1, 400));
  AddLimit(*command, options->limit);
  chosen.When(command, [options](Context& context) { return Due(context, *options); });
}

}  // namespace laurel::cli
