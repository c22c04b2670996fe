#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/commands/goal/goal_options.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

struct UpdateOptions {
  std::string goal, title, weight;
  GoalOptions words;
};

absl::Status Update(Context& context, const UpdateOptions& options) {
  v1::UpdateGoalRequest request;
  request.set_request_id(NewRequestId());
  Goal& goal = *request.mutable_goal();
  std::vector<std::string> fields;
  RETURN_IF_ERROR(Apply(context, options.words, goal, fields));
  if (!options.title.empty()) {
    goal.set_title(options.title);
    fields.emplace_back("title");
  }
  if (!options.weight.empty()) {
    goal.set_weight(options.weight);
    fields.emplace_back("weight");
  }
  if (fields.empty()) {
    return UsageError(
        "what is to change? Give --title, --description, --start, --by, --weight, --visibility, --team, "
        "--parent or --owner; key results change with laurel goal key-result");
  }
  for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
  ASSIGN_OR_RETURN(*goal.mutable_name(), GoalArgument(context, options.goal));
  ASSIGN_OR_RETURN(const Goal changed, context.goals().Call(&v1::GoalService::Stub::UpdateGoal, request));
  PrintChanged(context, "Changed", changed);
  return absl::OkStatus();
}

}  // namespace

void AddGoalUpdate(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "update", "Change what a draft or an active goal says",
                 "laurel goal update k3x9qz --by 2027-03-31\n"
                 "laurel goal update k3x9qz --title \"Happier callers\" --visibility team\n"
                 "laurel goal update k3x9qz --parent r2f2rd      a part of another one\n"
                 "laurel goal update k3x9qz --parent none        no part any longer\n"
                 "laurel goal update k3x9qz --weight 0.5         what it counts there, 1 at most");
  auto options = std::make_shared<UpdateOptions>();
  AddGoalId(*command, options->goal);
  command->add_option("--title", options->title, "what is to be reached")->type_name("TEXT");
  AddGoalOptions(*command, options->words);
  command->add_option("--weight", options->weight, "how much it counts in its parent")->type_name("NUMBER");
  chosen.When(command, [options](Context& context) { return Update(context, *options); });
}

}  // namespace laurel::cli
