#include "clients/cli/commands/action/action.h"
#include "clients/cli/commands/action_phrase.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/find.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "common/time/convert.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

struct AddOptions {
  std::string who, text, due, session, goal;
};

// The text is taken whole: who owns it has been said, so a colon in it means nothing.
absl::StatusOr<ActionPhrase> PhraseOf(Context& context, const AddOptions& options) {
  ASSIGN_OR_RETURN(const std::string text, TextArgument(context, options.text));
  ASSIGN_OR_RETURN(ActionPhrase phrase, ParseActionPhrase(": " + text, context.here()));
  if (!options.due.empty()) {
    const auto due = ParseDay(options.due, context.here(), Tense::kFuture);
    if (!due.ok()) return About("--due", due.status());
    phrase.due = *due;
  }
  return phrase;
}

absl::Status Add(Context& context, const AddOptions& options) {
  v1::CreateActionItemRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const ActionPhrase phrase, PhraseOf(context, options));
  Item& item = *request.mutable_action_item();
  item.set_text(phrase.text);
  if (phrase.due) *item.mutable_due_date() = ToDate(*phrase.due);
  ASSIGN_OR_RETURN(const auto owner, FindPerson(context.directory(), options.who));
  item.set_owner(owner.name());
  ASSIGN_OR_RETURN(*item.mutable_goal(), GoalArgument(context, options.goal));
  if (!options.session.empty()) {
    ASSIGN_OR_RETURN(*item.mutable_session(), SessionArgument(context, options.session));
  }
  ASSIGN_OR_RETURN(const Item made,
                   context.coaching().Call(&v1::CoachingService::Stub::CreateActionItem, request));
  PrintChanged(context, "Agreed", made);
  return absl::OkStatus();
}

}  // namespace

void AddActionAdd(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "add", "Agree something to do",
                                 "laurel action add ana \"Listen to two calls @friday\"\n"
                                 "laurel action add me \"Prepare the role-play\" --due +3d --session k3x9qz");
  auto options = std::make_shared<AddOptions>();
  command->add_option("WHO", options->who, "whose it is: an address, a part of a name, or me")->required();
  command->add_option("TEXT", options->text, "what to do; may end in @DAY")->required();
  command->add_option("--due", options->due, "until when: friday, tomorrow, +3d, 2026-12-01")
      ->type_name("DAY");
  command->add_option("--session", options->session, "the session in which it was agreed")
      ->type_name("SESSION");
  command->add_option("--goal", options->goal, "the goal it serves")->type_name("GOAL");
  chosen.When(command, [options](Context& context) { return Add(context, *options); });
}

}  // namespace laurel::cli
