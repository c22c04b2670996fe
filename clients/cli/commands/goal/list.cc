#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using Request = v1::ListGoalsRequest;

struct ListOptions {
  std::string owner, team, parent, lifecycle, health, on;
  bool company = false;
  int limit = 50;
};

absl::StatusOr<Request> RequestFrom(Context& context, const ListOptions& options) {
  Request request;
  if (!options.on.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_active_on(), DayArgument(context, "--on", options.on, Tense::kPast));
  }
  ASSIGN_OR_RETURN(const auto lifecycle, EnumArgument<v1::GoalLifecycle>("--state", options.lifecycle));
  request.set_lifecycle(lifecycle);
  ASSIGN_OR_RETURN(const auto health, EnumArgument<v1::GoalHealth>("--health", options.health));
  request.set_health(health);
  if (options.company) request.set_level(v1::GOAL_LEVEL_COMPANY);
  ASSIGN_OR_RETURN(*request.mutable_owner(), PersonArgument(context, options.owner));
  if (!options.team.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_team(), TeamArgument(context, options.team));
  }
  ASSIGN_OR_RETURN(*request.mutable_parent(), GoalArgument(context, options.parent));
  return request;
}

absl::Status List(Context& context, const ListOptions& options) {
  ASSIGN_OR_RETURN(const Request request, RequestFrom(context, options));
  ASSIGN_OR_RETURN(const auto listed, ListGoals(context, request, options.limit));
  PrintGoals(context, listed.items, "No goals that you can read.");
  RemarkIfMore(context.screen(), listed.more, options.limit);
  return absl::OkStatus();
}

}  // namespace

void AddGoalList(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "list", "Goals, newest first; without a filter your own",
      "laurel goal list\nlaurel goal list --owner ana --state active\nlaurel goal list --team Billing\n"
      "laurel goal list --company\nlaurel goal list --parent k3x9qz --health off-track\n"
      "laurel goal list --limit 0 -o csv");
  auto options = std::make_shared<ListOptions>();
  CLI::Option* owner = command->add_option("--owner", options->owner, "of this person")->type_name("WHO");
  CLI::Option* team = command->add_option("--team", options->team, "of this team")->type_name("TEAM");
  CLI::Option* parent =
      command->add_option("--parent", options->parent, "that are parts of this goal")->type_name("GOAL");
  CLI::Option* company = command->add_flag("--company", options->company, "of the company");
  owner->excludes(team)->excludes(parent)->excludes(company);
  team->excludes(parent)->excludes(company);
  parent->excludes(company);
  command
      ->add_option("--state", options->lifecycle, "proposed, draft, active, achieved, missed, cancelled, …")
      ->type_name("STATE");
  command->add_option("--health", options->health, "on-track, at-risk, off-track or not-updated")
      ->type_name("HEALTH");
  command->add_option("--on", options->on, "whose time holds this day: today, 2026-12-01")->type_name("DAY");
  AddLimit(*command, options->limit);
  chosen.When(command, [options](Context& context) { return List(context, *options); });
}

}  // namespace laurel::cli
