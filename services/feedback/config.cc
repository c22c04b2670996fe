#include "services/feedback/config.h"

#include <CLI/CLI.hpp>

#include "common/config/command_line.h"

namespace laurel::feedback {

Config ReadConfig(int argc, const char* const* argv) {
  Config config;
  config.service.address = "127.0.0.1:7402";
  config.service.metrics_address = "127.0.0.1:9402";
  config.service.database_user = "laurel_feedback";
  config.service.database_schema = "laurel_feedback";
  CLI::App app("Laurel's coaching: sessions, notes, action items, and who has gone without.",
               "laurel-feedback");
  config::AddServiceOptions(app, config.service);
  config::AddDirectoryOptions(app, config.directory);
  config::ParseOrExit(app, argc, argv);
  return config;
}

}  // namespace laurel::feedback
