#include "clients/cli/app/between.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/action/action.h"
#include "clients/cli/commands/arguments.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Request = v1::ListActionItemsRequest;

struct ListOptions {
  std::string with, owner, session, state;
  bool overdue = false;
  bool all = false;
};

// All of them: there are no more.
absl::StatusOr<Listed<Item>> ListItems(Context& context, const Request& request, const ListOptions& options) {
  if (options.all || !options.state.empty() || options.overdue) {
    return ListPages<Item>(context.coaching(), &v1::CoachingService::Stub::ListActionItems, request,
                           &v1::ListActionItemsResponse::action_items, 0);
  }
  ASSIGN_OR_RETURN(std::vector<Item> open, ListOpenItems(context, request));
  return Listed<Item>{std::move(open), /*more=*/false};
}

absl::Status List(Context& context, const ListOptions& options) {
  Request request;
  ASSIGN_OR_RETURN(const auto state, EnumArgument<v1::ActionItemState>("--state", options.state));
  request.set_state(state);
  request.set_overdue(options.overdue);
  ASSIGN_OR_RETURN(*request.mutable_owner(), PersonArgument(context, options.owner));
  if (!options.session.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_session(), SessionArgument(context, options.session));
  }
  const auto list = [&](const Request& asked) { return ListItems(context, asked, options); };
  Listed<Item> listed;
  if (options.with.empty()) {
    ASSIGN_OR_RETURN(listed, list(request));
  } else {
    ASSIGN_OR_RETURN(const auto other, FindPerson(context.directory(), options.with));
    ASSIGN_OR_RETURN(listed, Between(request, other.name(), list));
  }
  SortByDueDate(listed.items);
  const auto table = [&] {
    context.shown_ids().Remember(NamesOfAll(listed.items));
    return ActionTable(listed.items, context.NamesOf(PeopleOf(listed.items)), context.here());
  };
  ShowList(context.screen(), listed.items, table, "Nothing is open.");
  return absl::OkStatus();
}

}  // namespace

void AddActionList(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "list", "What is open, by due date; without a filter your own",
                                 "laurel action list --with ana\nlaurel action list --overdue\nlaurel action "
                                 "list --owner ana --all -o csv");
  auto options = std::make_shared<ListOptions>();
  CLI::Option* with =
      command->add_option("--with", options->with, "between you and this person")->type_name("WHO");
  with->excludes(command->add_option("--owner", options->owner, "whose they are")->type_name("WHO"));
  with->excludes(
      command->add_option("--session", options->session, "agreed in this session, or carried into it")
          ->type_name("SESSION"));
  command->add_option("--state", options->state, "open, in-progress, done or dropped")->type_name("STATE");
  command->add_flag("--overdue", options->overdue, "open and past their due date");
  command->add_flag("--all", options->all, "done and dropped ones as well");
  chosen.When(command, [options](Context& context) { return List(context, *options); });
}

}  // namespace laurel::cli
