#include "common/config/directory_config.h"

#include <CLI/CLI.hpp>

namespace laurel::config {

void AddDirectoryOptions(CLI::App& app, DirectoryConfig& config) {
  app.add_option("--directory-address", config.address, "Where laurel-directory answers, host:port")
      ->capture_default_str();
  app.add_option("--directory-tls-ca", config.tls_ca,
                 "PEM file: who signs directory's certificate; none: plaintext");
  app.add_option("--directory-token-file", config.token_file,
                 "File with this service's bearer token; read again when it changes");
}

}  // namespace laurel::config
