#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/planning/new_session.h"
#include "clients/cli/commands/coaching/planning/overlap.h"
#include "clients/cli/commands/coaching/planning/repeat.h"
#include "clients/cli/dates/show.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

struct PlanOptions {
  SessionOptions session;
  std::string repeat;
  int times = 0;
};

// "12 of them, every week until Mon 8 Feb"
void SayRepeat(Context& context, const v1::CreateCoachingSessionRequest& request, const Session& first) {
  if (!request.has_repeat() || first.series().empty()) return;
  const v1::Repeat& repeat = request.repeat();
  const absl::CivilDay last =
      absl::ToCivilDay(WhenOf(first), context.here().zone) + 7 * repeat.every_weeks() * (repeat.count() - 1);
  context.screen().Say(fmt::format("{} of them, {} until {}.", repeat.count(),
                                   ShowRepeat(repeat.every_weeks()), ShowDay(last, context.here().Today())));
}

absl::Status Plan(Context& context, const PlanOptions& options) {
  v1::Repeat repeat;
  if (!options.repeat.empty()) {
    const auto weeks = ParseRepeat(options.repeat);
    if (!weeks.ok()) return About("--repeat", weeks.status());
    repeat.set_every_weeks(*weeks);
    repeat.set_count(options.times);
  }
  ASSIGN_OR_RETURN(auto request, RequestFor(context, options.session));
  if (!options.repeat.empty()) *request.mutable_repeat() = repeat;
  ASSIGN_OR_RETURN(const Session session, CreateSession(context, request, "Planned"));
  SayRepeat(context, request, session);
  return PrintAgreed(context, request, session);
}

}  // namespace

void AddPlan(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "plan", "Plan a session, or a whole row of them",
                 "laurel coaching plan ana --at \"tomorrow 10:00\"\n"
                 "laurel coaching plan ana --at \"friday 14:00\" --duration 45m --focus \"Hold times\"\n"
                 "laurel coaching plan ana --at \"monday 10:00\" --repeat weekly --times 12");
  auto options = std::make_shared<PlanOptions>();
  command
      ->add_option("--at", options->session.at,
                   "when: \"tomorrow 10:00\", \"friday 14:00\", \"2026-12-01 9:30\"")
      ->required()
      ->type_name("TIME");
  CLI::Option* repeat =
      command->add_option("--repeat", options->repeat, "weekly, or \"every 2 weeks\": the same day and time")
          ->type_name("WEEKS");
  CLI::Option* times =
      command->add_option("--times", options->times, "how many in all, this one included (2 to 52)")
          ->check(CLI::Range(2, 52))
          ->type_name("N");
  repeat->needs(times);
  times->needs(repeat);
  AddSessionOptions(*command, options->session);
  AddAllowOverlap(*command, options->session.allow_overlap);
  chosen.When(command, [options](Context& context) { return Plan(context, *options); });
}

}  // namespace laurel::cli
