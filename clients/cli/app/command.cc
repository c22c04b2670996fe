#include "clients/cli/app/command.h"

#include <charconv>

#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {

void Chosen::When(CLI::App* command, Action action) {
  WhenOffline(command, [action = std::move(action)](Context& context) -> absl::Status {
    RETURN_IF_ERROR(context.Connect());
    return action(context);
  });
}

void Chosen::WhenOffline(CLI::App* command, Action action) {
  // A command that has verbs and does something without one as well: after the verb it is called too.
  command->callback([this, command, action = std::move(action)] {
    if (command->get_subcommands().empty()) action_ = action;
  });
}

CLI::App* AddCommand(CLI::App& parent, const std::string& name, const std::string& description,
                     const std::string& examples) {
  CLI::App* command = parent.add_subcommand(name, description);
  command->footer(examples);
  return command;
}

CLI::App* AddNoun(CLI::App& parent, const std::string& name, const std::string& description,
                  const std::string& examples) {
  CLI::App* noun = AddCommand(parent, name, description, examples);
  noun->require_subcommand(1);
  return noun;
}

CLI::Validator NumberFrom(int least) {
  return CLI::Validator(
      [least](const std::string& text) {
        int number = 0;
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, number);
        if (error == std::errc() && rest == end && number >= least) return std::string();
        return fmt::format("\"{}\" is not a number from {} on", text, least);
      },
      "");
}

CLI::Option* AddRepeated(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                         const std::string& description) {
  // Without this an option that may be repeated swallows the positional arguments after it.
  return command.add_option(name, values, description)->allow_extra_args(false);
}

}  // namespace laurel::cli
