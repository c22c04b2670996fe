// What every service can be told from outside: flags, and the environment for what no flag says. The initial
// values of a ServiceConfig are the defaults, so that each service states its own ports. Not for use by
// several threads at once.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "common/log/log.h"

namespace CLI {
class App;
}

namespace laurel::config {

struct ServiceConfig {
  std::string address;          // of gRPC, "host:port" or "unix:/path"; port 0: any free one
  std::string metrics_address;  // of /metrics, "host:port"

  std::string database_address;        // "unix:///path/to/socket" or "tcp://host:port"
  std::string database_user;           // empty: must be given
  std::string database_password_file;  // empty: no password
  std::string database_schema;         // empty: must be given
  std::string database_tls_ca;         // PEM
  int database_connections = 8;        // 1 to 256

  int workers = 8;      // threads that run handlers, 1 to 256
  int queue = 1024;     // calls that may wait for a worker, at least 1
  double rate = 500;    // calls a second for each caller; 0: no limit
  double burst = 1000;  // calls at once for each caller

  std::string jwks_file;  // JSON Web Key Set, read again when it changes
  std::string issuer;     // claim `iss`
  std::string audience;   // among claim `aud`
  std::string person_claim = "email";

  std::string tls_cert;       // PEM chain of this service
  std::string tls_key;        // PEM
  std::string tls_client_ca;  // PEM; with it clients must present a certificate
  bool allow_plaintext = false;

  bool reflection = true;
  absl::Duration drain_wait = absl::Seconds(5);
  log::Level log_level = log::Level::kInfo;

  bool migrate = false;  // apply migrations, with an account that may change tables, and exit
};

// Adds a flag for each field; "--database-user" for database_user, and so on. `config` outlives `app`.
void AddServiceOptions(CLI::App& app, ServiceConfig& config);

}  // namespace laurel::config
