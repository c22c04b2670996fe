#include "clients/cli/commands/action/action.h"

#include "clients/cli/app/pages.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {

namespace v1 = feedback::v1;

absl::StatusOr<std::vector<Item>> ListOpenItems(Context& context, const v1::ListActionItemsRequest& request) {
  std::vector<Item> open;
  for (const auto state : {v1::ACTION_ITEM_STATE_OPEN, v1::ACTION_ITEM_STATE_IN_PROGRESS}) {
    v1::ListActionItemsRequest in_state = request;
    in_state.set_state(state);
    ASSIGN_OR_RETURN(const auto listed,
                     ListPages<Item>(context.coaching(), &v1::CoachingService::Stub::ListActionItems,
                                     in_state, &v1::ListActionItemsResponse::action_items, 0));
    open.insert(open.end(), listed.items.begin(), listed.items.end());
  }
  SortByDueDate(open);
  return open;
}

void PrintChanged(Context& context, std::string_view done, const Item& item) {
  if (context.screen().wants_records()) return context.screen().Print(item);
  if (context.screen().format() == Format::kCsv) {
    return context.screen().Print(
        ActionTable({item}, context.NamesOf(PeopleOf(std::vector<Item>{item})), context.here()));
  }
  const Cell owner = context.NamesOf({item.owner()}).Person(item.owner());
  const absl::CivilDay today = context.here().Today();
  const auto day = FromDate(item.due_date());
  const std::string due = day ? fmt::format(", due {}", ShowDay(*day, today)) : "";
  context.screen().Say(fmt::format("{}: {}: {}{} ({})", done, owner.shown, item.text(), due,
                                   ShortIds({item.name()}).Of(item.name())));
  context.shown_ids().Remember({item.name()});
  // Taken, since a list may be written down later, and told, since it may be a slip.
  if (IsOverdue(item, today)) {
    context.screen().Remark(
        fmt::format("that day is over: another one is set with laurel action update {} --due DAY",
                    ShortIds({item.name()}).Of(item.name())));
  }
}

void AddActions(CLI::App& app, Chosen& chosen) {
  CLI::App* noun =
      AddNoun(app, "action", "Action items: what was agreed, and what is open",
              "laurel action list --with ana\nlaurel action add ana \"Listen to two calls @friday\"\n"
              "laurel action done k3x9qz");
  AddActionList(*noun, chosen);
  AddActionAdd(*noun, chosen);
  AddActionShowAndHistory(*noun, chosen);
  AddActionUpdate(*noun, chosen);
  AddActionMoves(*noun, chosen);
}

}  // namespace laurel::cli
