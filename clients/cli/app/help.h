// Help that begins with examples: what people copy. The examples of a command are its CLI11 footer.
#pragma once

#include <string>

#include "CLI/App.hpp"
#include "CLI/Formatter.hpp"

namespace laurel::cli {

// "laurel coaching log"
std::string FullCommand(const CLI::App* app);

class ExamplesFirst final : public CLI::Formatter {
 public:
  ExamplesFirst();
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
};

}  // namespace laurel::cli
