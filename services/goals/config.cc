#include "services/goals/config.h"

#include <CLI/CLI.hpp>

#include "common/config/command_line.h"

namespace laurel::goals {

Config ReadConfig(int argc, const char* const* argv) {
  Config config;
  config.service.address = "127.0.0.1:7403";
  config.service.metrics_address = "127.0.0.1:9403";
  config.service.database_user = "laurel_goals";
  config.service.database_schema = "laurel_goals";
  CLI::App app("Laurel's goals: what people, teams and the company mean to reach, and how far they are.",
               "laurel-goals");
  config::AddServiceOptions(app, config.service);
  config::AddDirectoryOptions(app, config.directory);
  config::ParseOrExit(app, argc, argv);
  return config;
}

}  // namespace laurel::goals
