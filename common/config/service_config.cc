#include "common/config/service_config.h"

#include <CLI/CLI.hpp>
#include <map>

#include "common/config/command_line.h"

namespace laurel::config {
namespace {

// A text that a service may leave without default: then it must be given.
CLI::Option* AddNeeded(CLI::App& app, const std::string& name, std::string& value,
                       const std::string& description) {
  CLI::Option* option = app.add_option(name, value, description);
  if (value.empty()) return option->required();
  return option->capture_default_str();
}

void AddDatabaseOptions(CLI::App& app, ServiceConfig& config) {
  AddNeeded(app, "--database-address", config.database_address, "unix:///path/to/socket or tcp://host:port")
      ->check(DatabaseAddress());
  AddNeeded(app, "--database-user", config.database_user, "Who this service is to the database");
  app.add_option("--database-password-file", config.database_password_file,
                 "File with the password; none: no password");
  AddNeeded(app, "--database-schema", config.database_schema, "The schema of this service");
  app.add_option("--database-tls-ca", config.database_tls_ca,
                 "PEM file: who signs the database's certificate (tcp)");
  app.add_option("--database-connections", config.database_connections, "Size of the pool")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
}

void AddLoadOptions(CLI::App& app, ServiceConfig& config) {
  app.add_option("--workers", config.workers, "Threads that run handlers")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  app.add_option("--queue", config.queue, "Calls that may wait for a worker")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  app.add_option("--rate", config.rate, "Calls a second for each caller; 0: no limit")
      ->check(CLI::Range(0.0, 1e9))
      ->capture_default_str();
  app.add_option("--burst", config.burst, "Calls at once for each caller")
      ->check(CLI::Range(1.0, 1e9))
      ->capture_default_str();
}

void AddSecurityOptions(CLI::App& app, ServiceConfig& config) {
  AddNeeded(app, "--jwks-file", config.jwks_file, "JSON Web Key Set of the token issuer");
  AddNeeded(app, "--issuer", config.issuer, "Claim iss of accepted tokens");
  AddNeeded(app, "--audience", config.audience, "Claim aud of accepted tokens");
  app.add_option("--person-claim", config.person_claim, "The claim that holds the caller's email")
      ->capture_default_str();
  CLI::Option* cert =
      app.add_option("--tls-cert", config.tls_cert, "PEM file: certificate chain of this service");
  CLI::Option* key = app.add_option("--tls-key", config.tls_key, "PEM file: its key");
  cert->needs(key);
  key->needs(cert);
  app.add_option("--tls-client-ca", config.tls_client_ca, "PEM file: clients need a certificate signed by it")
      ->needs(cert);
  app.add_flag("--allow-plaintext", config.allow_plaintext,
               "Serve without TLS on an address that is not loopback");
}

}  // namespace

void AddServiceOptions(CLI::App& app, ServiceConfig& config) {
  AddNeeded(app, "--address", config.address, "Where gRPC listens, host:port")->check(ListenAddress());
  AddNeeded(app, "--metrics-address", config.metrics_address, "Where /metrics listens, host:port")
      ->check(ListenAddress());
  AddDatabaseOptions(app, config);
  AddLoadOptions(app, config);
  AddSecurityOptions(app, config);
  app.add_flag("--reflection,!--no-reflection", config.reflection,
               "Describe the services to anybody who asks")
      ->default_str(config.reflection ? "true" : "false");
  AddDuration(app, "--drain-wait", config.drain_wait,
              "From NOT_SERVING to closing, so that balancers look elsewhere");
  app.add_flag("--migrate", config.migrate,
               "Bring the schema up to date and exit; needs an account that may change tables");
  const auto set_level = [&config](const std::string& text) {
    static const std::map<std::string, log::Level> levels = {{"debug", log::Level::kDebug},
                                                             {"info", log::Level::kInfo},
                                                             {"warning", log::Level::kWarning},
                                                             {"error", log::Level::kError}};
    const auto level = levels.find(text);
    if (level == levels.end()) {
      throw CLI::ValidationError("--log-level", text + " is not one of debug, info, warning, error");
    }
    config.log_level = level->second;
  };
  app.add_option_function<std::string>("--log-level", set_level, "debug, info, warning or error")
      ->default_str("info");
}

}  // namespace laurel::config
