#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/prepare/page.h"
#include "clients/cli/commands/coaching/prepare/preparation.h"
#include "common/status/macros.h"

namespace laurel::cli {

void AddPrepare(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "prepare",
      "One page to go into a talk with: what is open, talking points, goals, feedback, recognition, the last "
      "times",
      "laurel coaching prepare ana\nlaurel coaching prepare             with whom you talk next\n"
      "laurel coaching prepare ana -o json");
  auto who = std::make_shared<std::string>();
  command->add_option("WHO", *who, "the other side of the talk (whoever you talk with next)");
  chosen.When(command, [who](Context& context) -> absl::Status {
    ASSIGN_OR_RETURN(const Preparation preparation, PrepareFor(context, *who));
    PrintPreparation(context, preparation);
    return absl::OkStatus();
  });
}

}  // namespace laurel::cli
