// How a service reaches laurel-directory, from outside: flags and the environment, as of ServiceConfig. Not
// for use by several threads at once.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace laurel::config {

struct DirectoryConfig {
  std::string address = "127.0.0.1:7401";
  std::string tls_ca;      // PEM: who signs directory's certificate; empty: plaintext
  std::string token_file;  // the bearer token of this service; empty: none is sent
};

// --directory-address, --directory-tls-ca, --directory-token-file. `config` outlives `app`.
void AddDirectoryOptions(CLI::App& app, DirectoryConfig& config);

}  // namespace laurel::config
