#include "clients/cli/commands/action/action.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/find.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "common/time/convert.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Stub = v1::CoachingService::Stub;

struct UpdateOptions {
  std::string item, text, due, owner, goal;
};

absl::StatusOr<v1::UpdateActionItemRequest> RequestFor(Context& context, const UpdateOptions& options) {
  v1::UpdateActionItemRequest request;
  request.set_request_id(NewRequestId());
  Item& item = *request.mutable_action_item();
  if (!options.text.empty()) {
    item.set_text(options.text);
    request.mutable_update_mask()->add_paths("text");
  }
  if (!options.due.empty()) {
    request.mutable_update_mask()->add_paths("due_date");
    if (options.due != kNone) {
      const auto due = ParseDay(options.due, context.here(), Tense::kFuture);
      if (!due.ok()) return About("--due", due.status());
      *item.mutable_due_date() = ToDate(*due);
    }
  }
  if (!options.owner.empty()) {
    ASSIGN_OR_RETURN(const auto owner, FindPerson(context.directory(), options.owner));
    item.set_owner(owner.name());
    request.mutable_update_mask()->add_paths("owner");
  }
  if (!options.goal.empty()) {
    if (options.goal != kNone) {
      ASSIGN_OR_RETURN(*item.mutable_goal(), GoalArgument(context, options.goal));
    }
    request.mutable_update_mask()->add_paths("goal");
  }
  if (request.update_mask().paths().empty())
    return UsageError("what is to change? Give --text, --due, --owner or --goal");
  ASSIGN_OR_RETURN(*item.mutable_name(), ActionItemArgument(context, options.item));
  return request;
}

absl::Status Update(Context& context, const UpdateOptions& options) {
  ASSIGN_OR_RETURN(const auto request, RequestFor(context, options));
  ASSIGN_OR_RETURN(const Item item, context.coaching().Call(&Stub::UpdateActionItem, request));
  PrintChanged(context, "Changed", item);
  return absl::OkStatus();
}

struct MoveOptions {
  std::string item, reason;
};

// Complete, Drop and Reopen take the same fields in messages of their own.
template <typename Request>
void AddMove(CLI::App& noun, Chosen& chosen, const std::string& name, const std::string& description,
             const std::string& examples, const std::string& done,
             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, v1::ActionItem*)) {
  CLI::App* command = AddCommand(noun, name, description, examples);
  auto options = std::make_shared<MoveOptions>();
  command->add_option("ITEM", options->item, "the id that lists show, or the full name")->required();
  command->add_option("--reason", options->reason, "why")->type_name("TEXT");
  chosen.When(command, [options, done, method](Context& context) -> absl::Status {
    Request request;
    request.set_request_id(NewRequestId());
    request.set_reason(options->reason);
    ASSIGN_OR_RETURN(*request.mutable_name(), ActionItemArgument(context, options->item));
    ASSIGN_OR_RETURN(const Item item, context.coaching().Call(method, request));
    PrintChanged(context, done, item);
    return absl::OkStatus();
  });
}

}  // namespace

void AddActionUpdate(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "update", "Change what was agreed, while it is open",
                                 "laurel action update k3x9qz --due +1w\nlaurel action update k3x9qz --text "
                                 "\"Listen to three calls\" --due none");
  auto options = std::make_shared<UpdateOptions>();
  command->add_option("ITEM", options->item, "the id that lists show, or the full name")->required();
  command->add_option("--text", options->text, "what to do")->type_name("TEXT");
  command->add_option("--due", options->due, "until when: friday, +3d, 2026-12-01; none clears it")
      ->type_name("DAY");
  command->add_option("--owner", options->owner, "whose it is from now on")->type_name("WHO");
  command->add_option("--goal", options->goal, "the goal it serves; none clears it")->type_name("GOAL");
  chosen.When(command, [options](Context& context) { return Update(context, *options); });
}

void AddActionMoves(CLI::App& noun, Chosen& chosen) {
  AddMove<v1::CompleteActionItemRequest>(noun, chosen, "done", "It has been done",
                                         "laurel action done k3x9qz", "Done", &Stub::CompleteActionItem);
  AddMove<v1::DropActionItemRequest>(noun, chosen, "drop", "It will not be done",
                                     "laurel action drop k3x9qz --reason \"The tool was replaced\"",
                                     "Dropped", &Stub::DropActionItem);
  AddMove<v1::ReopenActionItemRequest>(noun, chosen, "reopen", "It was closed too early",
                                       "laurel action reopen k3x9qz", "Open again", &Stub::ReopenActionItem);
}

}  // namespace laurel::cli
