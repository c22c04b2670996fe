// Which words of the command line a field of a request comes from: an error names what was typed, never what
// the contract calls it. Pure functions.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace laurel::cli {

// The command that was run, and what was typed.
struct CommandLine {
  // Every option and argument that it takes, by the name that its help shows ("--by", "GOAL"), with what was
  // typed there, in order; nothing where it was left out.
  std::map<std::string, std::vector<std::string>, std::less<>> arguments;
  // `laurel api`: requests are typed as they are, and so are the names of their fields.
  bool takes_fields = false;
};

// "--by" for "goal.end_date"; of several that were typed the one that is meant: "WHO \"ana\"" for
// "recognition.recipients[1]", "--to of the 2nd key result" for "goal.key_results[1].target". What no option
// says is named in words: "time zone". A command line without arguments is that of nobody knows which
// command.
std::string ArgumentFor(std::string_view field, const CommandLine& typed);

// What a service says of a field, with the other fields that it names as they are typed:
// "is before start_date" -> "is before --start".
std::string WithArguments(std::string_view field, std::string_view description, const CommandLine& typed);

}  // namespace laurel::cli
