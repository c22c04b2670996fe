// What a word on the command line may be, from the words before it: the program's own declarations say. Pure
// functions of the declared commands.
#pragma once

#include <string>
#include <vector>

#include "CLI/App.hpp"

namespace laurel::cli {

struct Candidate {
  std::string value;
  std::string description;
};

struct Position {
  const CLI::App* command = nullptr;  // the innermost one that the words before have reached
  // The option, positional ones too, whose value the word is; nullptr: a verb or an option itself.
  const CLI::Option* option = nullptr;
};

// `words`: those after the program's name, the one to be completed last (it may be empty).
Position PositionOf(const CLI::App& program, const std::vector<std::string>& words);

// What an option's value is called: "WHO", "TEAM", "STATE".
std::string ValueName(const CLI::Option& option);

// The verbs below the command that begin with `prefix`; for a prefix with a dash its options and the
// program's.
std::vector<Candidate> OwnWords(const CLI::App& command, const std::string& prefix);

}  // namespace laurel::cli
