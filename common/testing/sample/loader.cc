#include "common/testing/sample/loader.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "common/config/secret_file.h"
#include "common/log/log.h"
#include "common/org/mirror.h"
#include "common/rpc/channel.h"
#include "common/status/macros.h"
#include "common/time/clock.h"
#include "fmt/format.h"

namespace laurel::sample {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(20);

struct Options {
  std::string directory_address = "127.0.0.1:7401";
  std::string directory_token_file;
  std::string password_file;
  HistoryOptions history;
};

absl::StatusOr<Played> Run(Options options, const Play& play) {
  ASSIGN_OR_RETURN(options.history.database.password, config::ReadSecretFile(options.password_file));
  ASSIGN_OR_RETURN(auto directory, rpc::MakeChannel(options.directory_address, {.tls = {}, .retry = true}));
  org::Holder organization;
  const org::Mirror mirror(directory, {.token_file = options.directory_token_file}, organization,
                           SystemClock());
  // A snapshot comes whole.
  const auto known = organization.WaitUntil(
      absl::Now() + kPatience, [](const org::Organization& one) { return one.people_count() > 0; });
  if (known->people_count() == 0) return absl::UnavailableError("directory does not say who is who");
  options.history.now = SystemClock().Now();
  return play(organization, options.history);
}

void AddOptions(CLI::App& app, Options& options) {
  auto& database = options.history.database;
  app.add_option("--people", options.history.people, "docs/sample/people.csv")->required();
  app.add_option("--words", options.history.words, "docs/sample/history: what people say")->required();
  app.add_option("--directory-address", options.directory_address)->capture_default_str();
  app.add_option("--directory-token-file", options.directory_token_file, "the token of the service")
      ->required();
  app.add_option("--database-address", database.address, "unix:///… or tcp://…")->required();
  app.add_option("--database-schema", database.schema)->required();
  app.add_option("--database-user", database.user)->required();
  app.add_option("--database-password-file", options.password_file)->required();
}

}  // namespace

int Load(int argc, const char* const* argv, const std::string& name, const std::string& what,
         const Play& play) {
  Options options;
  CLI::App app("Loads " + what + " of the sample's people.", name);
  AddOptions(app, options);
  CLI11_PARSE(app, argc, argv);
  log::Init(name, log::Level::kWarning);
  const auto played = Run(options, play);
  if (absl::IsFailedPrecondition(played.status())) {
    std::cout << "Nothing was loaded: " << played.status().message() << ".\n";
    return 0;
  }
  if (!played.ok()) {
    std::cerr << name << ": " << played.status() << '\n';
    return 1;
  }
  fmt::print("{} calls, {} refused.\n", played->calls, played->refused);
  // A few may be, in an organisation that was changed since; many say that something is broken.
  return played->refused > played->calls / 50 ? 1 : 0;
}

}  // namespace laurel::sample
