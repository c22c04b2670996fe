#include "common/config/command_line.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "fmt/format.h"

namespace laurel::config {
namespace {

bool IsHostAndPort(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string port(text.substr(colon + 1));
  int number = 0;
  const bool digits = !port.empty() && port.find_first_not_of("0123456789") == std::string::npos;
  return digits && absl::SimpleAtoi(port, &number) && number <= 65535;
}

// "--jwks-file" -> "LAUREL_JWKS_FILE", for the service's own options as well as for the common ones.
void NameEnvironment(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    if (option == app.get_help_ptr() || option == app.get_version_ptr()) continue;
    if (option->get_lnames().empty() || !option->get_envname().empty()) continue;
    std::string name = "LAUREL_" + option->get_lnames().front();
    std::replace(name.begin(), name.end(), '-', '_');
    absl::AsciiStrToUpper(&name);
    option->envname(name);
  }
}

}  // namespace

std::string_view Version() { return LAUREL_VERSION; }

std::optional<int> Parse(CLI::App& app, int argc, const char* const* argv, std::ostream& out,
                         std::ostream& error) {
  constexpr int kUsage = 2;
  if (app.get_version_ptr() == nullptr) {
    app.set_version_flag("--version", fmt::format("{} {}", app.get_name(), Version()),
                         "Print the version and exit");
  }
  NameEnvironment(app);
  try {
    app.parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    out << app.help();
    return 0;
  } catch (const CLI::CallForVersion& version) {
    out << version.what() << '\n';
    return 0;
  } catch (const CLI::ParseError& wrong) {
    // CLI11 looks for what is missing first; but a mistyped flag is the likelier cause of a missing one.
    const bool mistyped =
        dynamic_cast<const CLI::RequiredError*>(&wrong) != nullptr && app.remaining_size() > 0;
    std::string text = mistyped ? CLI::ExtrasError(app.remaining()).what() : wrong.what();
    std::replace(text.begin(), text.end(), '\n', ' ');
    error << fmt::format("{}: {} (see {} --help)\n", app.get_name(), text, app.get_name());
    return kUsage;
  }
}

void ParseOrExit(CLI::App& app, int argc, const char* const* argv) {
  if (const auto code = Parse(app, argc, argv, std::cout, std::cerr); code.has_value()) std::exit(*code);
}

CLI::Option* AddDuration(CLI::App& app, const std::string& name, absl::Duration& value,
                         const std::string& description) {
  const auto set = [&value, name](const std::string& text) {
    absl::Duration parsed;
    if (!absl::ParseDuration(text, &parsed) || parsed < absl::ZeroDuration()) {
      throw CLI::ValidationError(name, text + " is not a duration such as 90s, 15m or 1.5h");
    }
    value = parsed;
  };
  return app.add_option_function<std::string>(name, set, description)
      ->type_name("DURATION")
      ->default_str(absl::FormatDuration(value));
}

CLI::Validator ListenAddress() {
  return CLI::Validator(
      [](const std::string& text) {
        const bool ok = IsHostAndPort(text) || (text.starts_with("unix:") && text.size() > 5);
        return ok ? std::string() : text + " is not an address such as 127.0.0.1:7401";
      },
      "");
}

CLI::Validator DatabaseAddress() {
  return CLI::Validator(
      [](const std::string& text) {
        const bool ok =
            (text.starts_with("tcp://") && IsHostAndPort(text.substr(6))) || text.starts_with("unix:///");
        return ok ? std::string() : text + " is not unix:///path/to/socket or tcp://host:port";
      },
      "");
}

}  // namespace laurel::config
