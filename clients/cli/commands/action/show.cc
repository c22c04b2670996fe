#include "clients/cli/app/show.h"

#include "clients/cli/commands/action/action.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/history.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

absl::Status Show(Context& context, const std::string& typed) {
  v1::GetActionItemRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), ActionItemArgument(context, typed));
  ASSIGN_OR_RETURN(const Item item,
                   context.coaching().Call(&v1::CoachingService::Stub::GetActionItem, request));
  ShowOne(context.screen(), item, [&] {
    context.shown_ids().Remember({item.name()});
    return ActionDetails(item, context.NamesOf(PeopleOf(std::vector<Item>{item})), context.here());
  });
  return absl::OkStatus();
}

}  // namespace

void AddActionShowAndHistory(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "show", "One action item",
                                 "laurel action show k3x9qz\nlaurel action show k3x9qz -o yaml");
  auto item = std::make_shared<std::string>();
  command->add_option("ITEM", *item, "the id that lists show, or the full name")->required();
  chosen.When(command, [item](Context& context) { return Show(context, *item); });

  CLI::App* history = AddCommand(noun, "history", "What became of an action item: by whom, and why",
                                 "laurel action history k3x9qz\nlaurel action history k3x9qz -o json");
  auto changed = std::make_shared<std::string>();
  history->add_option("ITEM", *changed, "the id that lists show, or the full name")->required();
  chosen.When(history, [changed](Context& context) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string name, ActionItemArgument(context, *changed));
    return ShowHistory(context, name);
  });
}

}  // namespace laurel::cli
