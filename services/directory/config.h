// What laurel-directory can be told: what every service can (common/config), and its own flags.
#pragma once

#include <string>
#include <vector>

#include "common/config/service_config.h"

namespace laurel::directory {

struct Config {
  config::ServiceConfig service;
  std::string bootstrap_admin;           // an email; empty: nobody
  std::vector<std::string> org_readers;  // subjects of the services' tokens: accounts from the start
};

// Ends the process when the command line asks for help or is wrong: one clear line, exit code 2.
Config ReadConfig(int argc, const char* const* argv);

}  // namespace laurel::directory
