#include "tests/load/program.h"

#include <exception>
#include <iostream>

#include "CLI/CLI.hpp"

namespace laurel::load {

int Run(const Usage& usage, int argc, char** argv, const std::function<void(const Options&)>& measure) {
  Options options;
  CLI::App app(usage.about);
  app.add_option(usage.size, options.size, "of the larger size")
      ->check(CLI::Range(10'000, 10'000'000))
      ->capture_default_str();
  app.add_option("--calls", options.calls, "of each list and page")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  app.add_option("--writes", options.writes, "at each number in flight")
      ->check(CLI::Range(1, usage.most_writes))
      ->capture_default_str();
  app.add_flag("!--no-lists", options.lists, usage.without_lists);
  app.add_flag("!--no-writes", options.changes, usage.without_changes);
  CLI11_PARSE(app, argc, argv);
  try {
    measure(options);
  } catch (const std::exception& error) {
    std::cerr << usage.program << ": " << error.what() << '\n';
    return 1;
  }
  return 0;
}

}  // namespace laurel::load
