// laurel-dev-issuer: the issuer of a development suite. Whoever holds its key is everybody: never point a
// service that strangers reach at its key set.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>

#include "CLI/CLI.hpp"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/testing/token_issuer.h"
#include "fmt/core.h"

namespace {

namespace fs = std::filesystem;
using laurel::testing::SigningKey;
using laurel::testing::TokenIssuer;

constexpr int kThirtyDays = 30 * 24 * 3600;

fs::path KeyFile(const fs::path& directory) { return directory / "issuer.key"; }
fs::path KeySetFile(const fs::path& directory) { return directory / "jwks.json"; }

SigningKey ReadKey(const fs::path& directory) {
  const std::ifstream file(KeyFile(directory));
  std::ostringstream text;
  text << file.rdbuf();
  std::optional<SigningKey> key = SigningKey::FromPrivateJson(text.str());
  if (!key.has_value()) {
    throw std::runtime_error(fmt::format("{} holds no key; make one with: laurel-dev-issuer init {}",
                                         KeyFile(directory).string(), directory.string()));
  }
  return *key;
}

// Readable by its owner from the first byte on; a file that is there already is an error.
void WriteSecret(const fs::path& path, const std::string& text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) {
    throw std::system_error(errno, std::generic_category(), path.string());
  }
  const ssize_t written = write(file, text.data(), text.size());
  if (close(file) != 0 || written != static_cast<ssize_t>(text.size())) {
    throw std::runtime_error(path.string() + ": cannot be written");
  }
}

void Init(const fs::path& directory) {
  fs::create_directories(directory);
  if (!fs::exists(KeyFile(directory))) {
    WriteSecret(KeyFile(directory), SigningKey::Make("RS256", "laurel-dev-1").PrivateJson());
  }
  if (!fs::exists(KeySetFile(directory))) {
    TokenIssuer(ReadKey(directory)).WriteKeySet(KeySetFile(directory));
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Issues tokens for a development suite of Laurel.");
  app.require_subcommand(1);
  std::string directory;
  CLI::App* init =
      app.add_subcommand("init", "Make DIR/issuer.key and DIR/jwks.json, unless they are there.");
  init->add_option("DIR", directory)->required();

  std::string email;
  std::string subject;
  std::string service;
  int lifetime = kThirtyDays;
  CLI::App* token = app.add_subcommand("token", "Print a token.");
  token->add_option("DIR", directory)->required();
  CLI::Option* for_person = token->add_option("--email", email, "the person whom the token names");
  token->add_option("--subject", subject, "claim sub; the email address unless given")->needs(for_person);
  token->add_option("--service", service, "a service's token: claim sub, no email")->excludes(for_person);
  token->add_option("--ttl", lifetime, "seconds until it expires")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  try {
    if (init->parsed()) {
      Init(directory);
      return 0;
    }
    if (email.empty() && service.empty()) {
      throw std::runtime_error("whose token? --email EMAIL or --service NAME");
    }
    const TokenIssuer issuer(ReadKey(directory));
    const absl::Duration ttl = absl::Seconds(lifetime);
    fmt::print("{}\n", service.empty() ? issuer.PersonToken(email, absl::Now(), ttl, subject)
                                       : issuer.ServiceToken(service, absl::Now(), ttl));
  } catch (const std::exception& error) {
    fmt::print(stderr, "laurel-dev-issuer: {}\n", error.what());
    return 1;
  }
  return 0;
}
