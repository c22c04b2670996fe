// How commands are declared: `laurel NOUN VERB`, each with examples for its help and a function that does it.
#pragma once

#include <functional>
#include <string>

#include "CLI/App.hpp"
#include "absl/status/status.h"
#include "clients/cli/app/context.h"

namespace laurel::cli {

using Action = std::function<absl::Status(Context&)>;

// Remembers what the command line asks for; it is done after parsing, so that a mistake anywhere does
// nothing.
class Chosen {
 public:
  // `action` is called with a connected context.
  void When(CLI::App* command, Action action);
  // The same for what needs no service and no token.
  void WhenOffline(CLI::App* command, Action action);

  const Action& action() const { return action_; }

 private:
  Action action_;
};

// A noun of its own, or a verb under one. `examples` are whole command lines, one a line: help begins with
// them.
CLI::App* AddCommand(CLI::App& parent, const std::string& name, const std::string& description,
                     const std::string& examples);
// The same for a noun, which needs a verb.
CLI::App* AddNoun(CLI::App& parent, const std::string& name, const std::string& description,
                  const std::string& examples);

// A whole number from `least` on, refused in words.
CLI::Validator NumberFrom(int least);

// An option that may be given several times, one value each.
CLI::Option* AddRepeated(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                         const std::string& description);

}  // namespace laurel::cli
