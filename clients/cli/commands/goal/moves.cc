#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using Stub = v1::GoalService::Stub;

struct Verb {
  const char* name;
  const char* description;
  const char* examples;
  const char* done;
  bool needs_reason = false;
};

struct MoveOptions {
  std::string goal, reason, outcome;
};

std::shared_ptr<MoveOptions> AddMove(CLI::App& command, bool needs_reason) {
  auto options = std::make_shared<MoveOptions>();
  AddGoalId(command, options->goal);
  command.add_option("--reason", options->reason, "why; it is kept")
      ->type_name("TEXT")
      ->required(needs_reason);
  return options;
}

// What every move asks for.
template <typename Request>
absl::StatusOr<Request> RequestFor(Context& context, const MoveOptions& options) {
  Request request;
  request.set_request_id(NewRequestId());
  request.set_reason(options.reason);
  ASSIGN_OR_RETURN(*request.mutable_name(), GoalArgument(context, options.goal));
  return request;
}

// They take the same fields in messages of their own.
template <typename Request>
void AddVerb(CLI::App& noun, Chosen& chosen, const Verb& verb,
             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, v1::Goal*)) {
  CLI::App* command = AddCommand(noun, verb.name, verb.description, verb.examples);
  const auto options = AddMove(*command, verb.needs_reason);
  chosen.When(command, [options, done = verb.done, method](Context& context) -> absl::Status {
    ASSIGN_OR_RETURN(const auto request, RequestFor<Request>(context, *options));
    ASSIGN_OR_RETURN(const Goal goal, context.goals().Call(method, request));
    PrintChanged(context, done, goal);
    SayHowToActivate(context, goal);
    return absl::OkStatus();
  });
}

absl::Status Close(Context& context, const MoveOptions& options) {
  ASSIGN_OR_RETURN(const auto outcome, EnumArgument<v1::GoalLifecycle>("OUTCOME", options.outcome));
  if (outcome == v1::GOAL_LIFECYCLE_CANCELLED && options.reason.empty()) {
    return UsageError("--reason: why is it cancelled? Whoever reads the goal reads it");
  }
  ASSIGN_OR_RETURN(auto request, RequestFor<v1::CloseGoalRequest>(context, options));
  request.set_outcome(outcome);
  ASSIGN_OR_RETURN(const Goal goal, context.goals().Call(&Stub::CloseGoal, request));
  const char* done = outcome == v1::GOAL_LIFECYCLE_ACHIEVED ? "Achieved"
                     : outcome == v1::GOAL_LIFECYCLE_MISSED ? "Missed"
                                                            : "Cancelled";
  PrintChanged(context, done, goal);
  return absl::OkStatus();
}

void AddClose(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "close", "Say what became of an active goal",
                 "laurel goal close k3x9qz achieved\n"
                 "laurel goal close k3x9qz cancelled --reason \"The product is discontinued\"");
  const auto options = AddMove(*command, false);
  command->add_option("OUTCOME", options->outcome, "achieved, missed or cancelled")
      ->check(CLI::IsMember({"achieved", "missed", "cancelled"}, CLI::ignore_case))
      ->required();
  chosen.When(command, [options](Context& context) { return Close(context, *options); });
}

}  // namespace

void AddGoalMoves(CLI::App& noun, Chosen& chosen) {
  AddVerb<v1::AcceptGoalRequest>(
      noun, chosen,
      {"accept", "Take a goal that was proposed to you: it becomes a draft of yours",
       "laurel inbox\nlaurel goal accept k3x9qz\nlaurel goal activate k3x9qz          then it counts",
       "Accepted"},
      &Stub::AcceptGoal);
  AddVerb<v1::DeclineGoalRequest>(
      noun, chosen,
      {"decline", "Do not take a goal that was proposed to you; whoever proposed it reads why",
       "laurel goal decline k3x9qz --reason \"Not before the training in June\"", "Declined"},
      &Stub::DeclineGoal);
  AddVerb<v1::DiscardGoalRequest>(noun, chosen,
                                  {"discard", "Give up a draft", "laurel goal discard k3x9qz", "Discarded"},
                                  &Stub::DiscardGoal);
  AddVerb<v1::ActivateGoalRequest>(noun, chosen,
                                   {"activate", "Let a draft count: others can read it, and check-ins begin",
                                    "laurel goal activate k3x9qz", "Activated"},
                                   &Stub::ActivateGoal);
  AddClose(noun, chosen);
  AddVerb<v1::ReopenGoalRequest>(
      noun, chosen,
      {"reopen", "Go on with a goal that was closed, for 30 days after that",
       "laurel goal reopen k3x9qz --reason \"The survey was wrong\"", "Reopened", true},
      &Stub::ReopenGoal);
  AddVerb<v1::ArchiveGoalRequest>(
      noun, chosen, {"archive", "Put a closed goal away", "laurel goal archive k3x9qz", "Archived"},
      &Stub::ArchiveGoal);
}

}  // namespace laurel::cli
