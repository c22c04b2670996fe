#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

absl::Status ShowBalance(Context& context, const std::string& who) {
  ASSIGN_OR_RETURN(const std::string person, PersonArgument(context, who));
  ASSIGN_OR_RETURN(const Balance balance, GetBalance(context, person.empty() ? "people/me" : person));
  ShowOne(context.screen(), balance, [&] { return BalanceDetails(balance, context.here()); });
  return absl::OkStatus();
}

}  // namespace

void AddBalance(CLI::App& app, Chosen& chosen) {
  CLI::App* command =
      AddCommand(app, "balance", "Points: what you may still give this month, and what you have earned",
                 "laurel balance\nlaurel balance ana\nlaurel ledger      how it came about");
  auto who = std::make_shared<std::string>();
  command->add_option("WHO", *who, "somebody else's: for those who administer recognition, and auditors");
  chosen.When(command, [who](Context& context) { return ShowBalance(context, *who); });
}

}  // namespace laurel::cli
