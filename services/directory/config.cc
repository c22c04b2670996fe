#include "services/directory/config.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "common/api/text.h"

namespace laurel::directory {
namespace {

std::string EnvironmentName(std::string_view flag) {
  std::string name = "LAUREL_";
  for (const char c : flag.substr(2)) name.push_back(c == '-' ? '_' : static_cast<char>(std::toupper(c)));
  return name;
}

// One declaration a flag: its name, the environment variable made of it, and the default that the variable holds.
class Flags {
 public:
  explicit Flags(CLI::App& app) : app_(app) {}

  template <typename T>
  CLI::Option* Add(const char* flag, T& variable, const char* help) {
    return app_.add_option(flag, variable, help)->envname(EnvironmentName(flag))->capture_default_str();
  }

 private:
  CLI::App& app_;
};

void AddServerFlags(Flags& flags, Config& config, std::string& drain_wait) {
  flags.Add("--address", config.server.address, "host:port of gRPC");
  flags.Add("--metrics-address", config.metrics_address, "host:port of HTTP: /metrics, /livez, /readyz");
  flags.Add("--workers", config.pipeline.workers, "threads that run calls")->check(CLI::Range(1, 256));
  flags.Add("--queue", config.pipeline.queue, "calls that wait for a worker before others are refused");
  flags.Add("--rate", config.pipeline.rate, "calls a second and caller, 0: no limit");
  flags.Add("--burst", config.pipeline.burst, "calls at once and caller");
  flags.Add("--reflection", config.server.reflection, "serve gRPC reflection");
  flags.Add("--tls-certificate", config.server.tls.certificate, "PEM file: the server's chain");
  flags.Add("--tls-key", config.server.tls.key, "PEM file: the server's key");
  flags.Add("--tls-client-authorities", config.server.tls.authorities, "PEM file: demand client certificates of these");
  flags.Add("--plaintext", config.server.tls.plaintext, "allow plaintext on addresses that are not loopback");
  flags.Add("--drain-wait", drain_wait, "how long to be NOT_SERVING before calls are refused, e.g. 5s");
}

void AddDatabaseFlags(Flags& flags, Config& config, std::string& password_file) {
  flags.Add("--database-address", config.database.address, "unix:///socket or tcp://host:port")->required();
  flags.Add("--database-user", config.database.user, "who signs in");
  flags.Add("--database-password-file", password_file, "file with the password; none: no password");
  flags.Add("--database-schema", config.database.schema, "the schema of this service alone");
  flags.Add("--database-tls-ca", config.database.tls_ca_file, "PEM file: verify the database server by it");
  flags.Add("--database-connections", config.database.connections, "size of the pool")->check(CLI::Range(2, 256));
}

void AddTokenFlags(Flags& flags, Config& config) {
  flags.Add("--jwks-file", config.tokens.jwks_file, "JSON Web Key Set that signs the callers' tokens")->required();
  flags.Add("--issuer", config.tokens.issuer, "iss of the tokens")->required();
  flags.Add("--audience", config.tokens.audience, "aud of the tokens")->required();
  flags.Add("--person-claim", config.tokens.person_claim, "the claim that holds a person's email");
}

// Passwords come from files, never from flags or the environment.
std::string ReadSecret(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw CLI::ValidationError("--database-password-file", "cannot read " + path);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return std::string(api::Trim(text));
}

const std::map<std::string, log::Level>& LogLevels() {
  static const auto* const levels = new std::map<std::string, log::Level>{{"debug", log::Level::kDebug},
                                                                          {"info", log::Level::kInfo},
                                                                          {"warning", log::Level::kWarning},
                                                                          {"error", log::Level::kError}};
  return *levels;
}

}  // namespace

Config ReadConfig(int argc, char** argv) {
  Config config;
  config.server.address = "127.0.0.1:7401";
  config.database.user = "laurel_directory";
  config.database.schema = "laurel_directory";
  std::string drain_wait = "5s";
  std::string password_file;
  CLI::App app("Laurel's directory: who is who, who reports to whom.", "laurel-directory");
  Flags flags(app);
  AddServerFlags(flags, config, drain_wait);
  AddDatabaseFlags(flags, config, password_file);
  AddTokenFlags(flags, config);
  flags.Add("--bootstrap-admin", config.bootstrap_admin, "email of who becomes HR_ADMIN while nobody is");
  flags.Add("--org-reader", config.org_readers, "subject of a service's token that may read the organisation; repeatable")
      ->delimiter(',');
  app.add_option("--log-level", config.log_level, "debug, info, warning or error")
      ->envname("LAUREL_LOG_LEVEL")
      ->transform(CLI::CheckedTransformer(LogLevels(), CLI::ignore_case));
  try {
    app.parse(argc, argv);
    if (!absl::ParseDuration(drain_wait, &config.server.drain_wait)) {
      throw CLI::ValidationError("--drain-wait", "is a time such as 5s");
    }
    if (!config.bootstrap_admin.empty() && !api::IsEmail(config.bootstrap_admin)) {
      throw CLI::ValidationError("--bootstrap-admin", "is an email address");
    }
    if (!password_file.empty()) config.database.password = ReadSecret(password_file);
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == 0;
    app.exit(error);
    std::exit(asked ? 0 : 2);
  }
  return config;
}

}  // namespace laurel::directory
