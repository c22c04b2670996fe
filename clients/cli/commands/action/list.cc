#include <algorithm>
#include <set>

#include "clients/cli/app/pages.h"
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

absl::StatusOr<std::vector<Item>> ListItems(Context& context, const Request& request,
                                            const ListOptions& options) {
  if (!options.all && options.state.empty() && !options.overdue) return ListOpenItems(context, request);
  ASSIGN_OR_RETURN(auto listed,
                   ListPages<Item>(context.coaching(), &v1::CoachingService::Stub::ListActionItems, request,
                                   &v1::ListActionItemsResponse::action_items, 0));
  SortByDueDate(listed.items);
  return std::move(listed.items);
}

// Between the caller and somebody else, whoever of them coached: each side of the pair is asked for.
absl::StatusOr<std::vector<Item>> Between(Context& context, Request request, const std::string& other,
                                          const ListOptions& options) {
  request.set_coach("people/me");
  request.set_attendee(other);
  ASSIGN_OR_RETURN(std::vector<Item> items, ListItems(context, request, options));
  request.set_coach(other);
  request.set_attendee("people/me");
  ASSIGN_OR_RETURN(const std::vector<Item> coached, ListItems(context, request, options));
  items.insert(items.end(), coached.begin(), coached.end());
  std::set<std::string> seen;
  std::erase_if(items, [&](const Item& item) { return !seen.insert(item.name()).second; });
  SortByDueDate(items);
  return items;
}

absl::Status List(Context& context, const ListOptions& options) {
  Request request;
  ASSIGN_OR_RETURN(const auto state, EnumArgument<v1::ActionItemState>("--state", options.state));
  request.set_state(state);
  request.set_overdue(options.overdue);
  if (!options.owner.empty()) {
    ASSIGN_OR_RETURN(const auto owner, FindPerson(context.directory(), options.owner));
    request.set_owner(owner.name());
  }
  if (!options.session.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_session(), SessionArgument(context, options.session));
  }
  std::vector<Item> items;
  if (options.with.empty()) {
    ASSIGN_OR_RETURN(items, ListItems(context, request, options));
  } else {
    ASSIGN_OR_RETURN(const auto other, FindPerson(context.directory(), options.with));
    ASSIGN_OR_RETURN(items, Between(context, request, other.name(), options));
  }
  if (context.screen().wants_records()) {
    context.screen().Print(RecordsOf(items));
    return absl::OkStatus();
  }
  context.screen().Print(ActionTable(items, context.NamesOf(PeopleOf(items)), context.here()),
                         "Nothing is open.");
  context.shown_ids().Remember(NamesOfAll(items));
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
      command->add_option("--session", options->session, "agreed in this session")->type_name("SESSION"));
  command->add_option("--state", options->state, "open, in-progress, done or dropped")->type_name("STATE");
  command->add_flag("--overdue", options->overdue, "open and past their due date");
  command->add_flag("--all", options->all, "done and dropped ones as well");
  chosen.When(command, [options](Context& context) { return List(context, *options); });
}

}  // namespace laurel::cli
