#include "services/recognition/config.h"

#include <CLI/CLI.hpp>

#include "common/config/command_line.h"

namespace laurel::recognition {

Config ReadConfig(int argc, const char* const* argv) {
  Config config;
  config.service.address = "127.0.0.1:7404";
  config.service.metrics_address = "127.0.0.1:9404";
  config.service.database_user = "laurel_recognition";
  config.service.database_schema = "laurel_recognition";
  CLI::App app("Laurel's recognition: thanks between colleagues, and the ledger of their points.",
               "laurel-recognition");
  config::AddServiceOptions(app, config.service);
  config::AddDirectoryOptions(app, config.directory);
  config::ParseOrExit(app, argc, argv);
  return config;
}

}  // namespace laurel::recognition
