#include "clients/cli/completion/position.h"

#include <algorithm>

namespace laurel::cli {
namespace {

bool IsHidden(const CLI::App& command) { return command.get_group().empty(); }

// Of the command, or of one around it.
const CLI::Option* FindOption(const CLI::App* command, const std::string& name) {
  for (; command != nullptr; command = command->get_parent()) {
    if (const CLI::Option* option = command->get_option_no_throw(name)) return option;
  }
  return nullptr;
}

const CLI::App* FindVerb(const CLI::App& command, const std::string& name) {
  for (const CLI::App* verb : command.get_subcommands({})) {
    if (verb->get_name() == name) return verb;
  }
  return nullptr;
}

bool TakesValue(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

const CLI::Option* Positional(const CLI::App& command, std::size_t number) {
  const CLI::Option* last = nullptr;
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_positional()) continue;
    if (number-- == 0) return option;
    last = option;
  }
  const bool repeats = last != nullptr && last->get_items_expected_max() > 1;
  return repeats ? last : nullptr;
}

}  // namespace

Position PositionOf(const CLI::App& program, const std::vector<std::string>& words) {
  Position at{.command = &program};
  std::size_t positionals = 0;
  const CLI::Option* waiting = nullptr;  // for its value
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& word = words[i];
    if (waiting != nullptr) {
      waiting = nullptr;
    } else if (word.starts_with('-')) {
      const CLI::Option* option =
          word.find('=') == std::string::npos ? FindOption(at.command, word) : nullptr;
      if (option != nullptr && TakesValue(*option)) waiting = option;
    } else if (const CLI::App* verb = FindVerb(*at.command, word)) {
      at.command = verb;
      positionals = 0;
    } else {
      ++positionals;
    }
  }
  const bool is_option = !words.empty() && words.back().starts_with('-');
  at.option = waiting;
  if (at.option == nullptr && !is_option) at.option = Positional(*at.command, positionals);
  return at;
}

std::string ValueName(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return option.get_positional() && (type.empty() || type == "TEXT" || type.starts_with("TEXT"))
             ? option.get_name(true)
             : type;
}

std::vector<Candidate> OwnWords(const CLI::App& command, const std::string& prefix) {
  std::vector<Candidate> words;
  const auto add = [&](const std::string& value, const std::string& description) {
    const auto same = [&value](const Candidate& word) { return word.value == value; };
    if (value.starts_with(prefix) && std::ranges::none_of(words, same)) words.push_back({value, description});
  };
  if (prefix.starts_with('-')) {
    for (const CLI::App* app = &command; app != nullptr; app = app->get_parent()) {
      for (const CLI::Option* option : app->get_options()) {
        for (const std::string& name : option->get_lnames()) add("--" + name, option->get_description());
      }
    }
    return words;
  }
  for (const CLI::App* verb : command.get_subcommands({})) {
    if (!IsHidden(*verb)) add(verb->get_name(), verb->get_description());
  }
  return words;
}

}  // namespace laurel::cli
