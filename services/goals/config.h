// The flags of laurel-goals. Each is an environment variable as well: --directory-address is
// LAUREL_DIRECTORY_ADDRESS.
#pragma once

#include "common/config/directory_config.h"
#include "common/config/service_config.h"

namespace laurel::goals {

struct Config {
  config::ServiceConfig service;
  config::DirectoryConfig directory;
};

// Ends the process with one clear line and exit code 2 when the flags are wrong, and with 0 after --help.
Config ReadConfig(int argc, const char* const* argv);

}  // namespace laurel::goals
