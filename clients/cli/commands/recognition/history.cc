#include "clients/cli/commands/history.h"

#include "clients/cli/commands/recognition/recognition.h"
#include "common/status/macros.h"

namespace laurel::cli {

void AddRecognitionHistory(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "history", "What became of a recognition: approved, hidden, taken back, by whom and why",
      "laurel recognition history k3x9qz\nlaurel recognition history k3x9qz -o json");
  auto id = std::make_shared<std::string>();
  AddRecognitionId(*command, *id);
  chosen.When(command, [id](Context& context) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string name, RecognitionArgument(context, *id));
    return ShowHistory(context, name);
  });
}

}  // namespace laurel::cli
