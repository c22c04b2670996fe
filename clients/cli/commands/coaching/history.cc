#include "clients/cli/commands/history.h"

#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "common/status/macros.h"

namespace laurel::cli {

void AddSessionHistory(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "history", "What became of a session: moved, held, cancelled, by whom and why",
                 "laurel coaching history k3x9qz\nlaurel coaching history k3x9qz -o json");
  auto session = std::make_shared<std::string>();
  AddSession(*command, *session);
  chosen.When(command, [session](Context& context) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string name, SessionArgument(context, *session));
    return ShowHistory(context, name);
  });
}

}  // namespace laurel::cli
