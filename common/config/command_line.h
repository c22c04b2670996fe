// Parsing of a service's command line with CLI11, the same for all of them: one clear line for what is wrong,
// exit code 2, and an environment variable for each flag ("--jwks-file": LAUREL_JWKS_FILE). Not for use by
// several threads at once.
#pragma once

#include <CLI/CLI.hpp>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"

namespace laurel::config {

// Of the source tree: "0.1.0".
std::string_view Version();

// nullopt: go on. Else all is said (help and version to `out`, errors to `error`) and the process exits with
// this code: 0, or 2 for an unknown flag, a missing or a bad value, in the arguments or in the environment.
std::optional<int> Parse(CLI::App& app, int argc, const char* const* argv, std::ostream& out,
                         std::ostream& error);

// Parse with the standard streams, leaving the process where that says so.
void ParseOrExit(CLI::App& app, int argc, const char* const* argv);

// An option like "90s", "1.5h"; not negative. The value at the time of the call is the default.
CLI::Option* AddDuration(CLI::App& app, const std::string& name, absl::Duration& value,
                         const std::string& description);

// "host:port" or "unix:/path"; port 0 to 65535.
CLI::Validator ListenAddress();
// "unix:///path" or "tcp://host:port".
CLI::Validator DatabaseAddress();

}  // namespace laurel::config
