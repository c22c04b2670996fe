#include "clients/cli/commands/goal/goal_options.h"

#include "clients/cli/app/command.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/find.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

absl::Status ApplyWords(Context& context, const GoalOptions& options, Goal& goal,
                        std::vector<std::string>& fields) {
  if (!options.start.empty()) {
    ASSIGN_OR_RETURN(*goal.mutable_start_date(),
                     DayArgument(context, "--start", options.start, Tense::kFuture));
    fields.emplace_back("start_date");
  }
  if (!options.by.empty()) {
    ASSIGN_OR_RETURN(*goal.mutable_end_date(), DayArgument(context, "--by", options.by, Tense::kFuture));
    fields.emplace_back("end_date");
  }
  if (!options.visibility.empty()) {
    ASSIGN_OR_RETURN(const auto visibility,
                     EnumArgument<v1::GoalVisibility>("--visibility", options.visibility));
    goal.set_visibility(visibility);
    fields.emplace_back("visibility");
  }
  if (!options.description.empty()) {
    goal.clear_description();
    if (options.description != kNone) {
      ASSIGN_OR_RETURN(*goal.mutable_description(), TextArgument(context, options.description));
    }
    fields.emplace_back("description");
  }
  return absl::OkStatus();
}

absl::Status ApplyReferences(Context& context, const GoalOptions& options, Goal& goal,
                             std::vector<std::string>& fields) {
  if (!options.team.empty()) {
    goal.clear_team();
    if (options.team != kNone) {
      ASSIGN_OR_RETURN(*goal.mutable_team(), TeamArgument(context, options.team));
    }
    fields.emplace_back("team");
  }
  if (!options.parent.empty()) {
    goal.clear_parent();
    if (options.parent != kNone) {
      const auto parent = GoalArgument(context, options.parent);
      if (!parent.ok()) return About("--parent", parent.status());
      goal.set_parent(*parent);
    }
    fields.emplace_back("parent");
  }
  if (options.owners.empty()) return absl::OkStatus();
  goal.clear_owners();
  for (const std::string& who : options.owners) {
    ASSIGN_OR_RETURN(*goal.add_owners(), PersonArgument(context, who));
  }
  fields.emplace_back("owners");
  return absl::OkStatus();
}

}  // namespace

absl::Status Apply(Context& context, const GoalOptions& options, Goal& goal,
                   std::vector<std::string>& fields) {
  RETURN_IF_ERROR(ApplyWords(context, options, goal, fields));
  return ApplyReferences(context, options, goal, fields);
}

void AddGoalOptions(CLI::App& command, GoalOptions& options) {
  command.add_option("--start", options.start, "its first day (today)")->type_name("DAY");
  command.add_option("--by", options.by, "its last day: 2026-12-31, +90d")->type_name("DAY");
  command
      .add_option("--description", options.description,
                  "what it is about; - is standard input, none clears it")
      ->type_name("TEXT");
  command.add_option("--team", options.team, "the team whose goal it is, or who reads it; none clears it")
      ->type_name("TEAM");
  command.add_option("--parent", options.parent, "the goal that it is a part of; none clears it")
      ->type_name("GOAL");
  AddRepeated(command, "--owner", options.owners, "of a goal of a team or the company, may be repeated (you)")
      ->type_name("WHO");
  command
      .add_option("--visibility", options.visibility,
                  "who reads it: public, team or private (of a person private, else team)")
      ->type_name("VISIBILITY");
}

}  // namespace laurel::cli
