#include "clients/cli/app/show.h"

#include "clients/cli/commands/action/action.h"
#include "clients/cli/commands/arguments.h"
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

void AddActionShow(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "show", "One action item",
                                 "laurel action show k3x9qz\nlaurel action show k3x9qz -o yaml");
  auto item = std::make_shared<std::string>();
  command->add_option("ITEM", *item, "the id that lists show, or the full name")->required();
  chosen.When(command, [item](Context& context) { return Show(context, *item); });
}

}  // namespace laurel::cli
