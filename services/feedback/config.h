// The flags of laurel-feedback. Each is an environment variable as well: --directory-address is
// LAUREL_DIRECTORY_ADDRESS.
#pragma once

#include <string>

#include "common/config/service_config.h"

namespace laurel::feedback {

struct Config {
  config::ServiceConfig service;
  std::string directory_address = "127.0.0.1:7401";
  std::string directory_tls_ca;      // PEM: who signs directory's certificate; empty: plaintext
  std::string directory_token_file;  // the bearer token of this service; empty: none is sent
};

// Ends the process with one clear line and exit code 2 when the flags are wrong, and with 0 after --help.
Config ReadConfig(int argc, const char* const* argv);

}  // namespace laurel::feedback
