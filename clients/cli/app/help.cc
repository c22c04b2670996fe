#include "clients/cli/app/help.h"

#include <sstream>

namespace laurel::cli {
namespace {

constexpr char kClosing[] = R"(
Environment:
  LAUREL_TOKEN_FILE           the file that holds your token (or LAUREL_TOKEN, the token itself)
  LAUREL_DIRECTORY_ADDRESS    where the directory is; else 127.0.0.1:7401
  LAUREL_FEEDBACK_ADDRESS     where feedback and coaching are; else 127.0.0.1:7402
  LAUREL_GOALS_ADDRESS        where goals are; else 127.0.0.1:7403
  LAUREL_RECOGNITION_ADDRESS  where recognition is; else 127.0.0.1:7404
  VISUAL, EDITOR              what you write texts in
  NO_COLOR                    when set, no colours

Exit codes:
  0 done                      4 not signed in, or not allowed
  1 another error             5 conflict: the wrong state, or somebody was faster
  2 usage, or a value that    6 done in part: see what was refused or is missing
    was refused               7 unavailable or too slow: try again later
  3 not found
)";

}  // namespace

std::string FullCommand(const CLI::App* app) {
  return app->get_parent() == nullptr ? app->get_name()
                                      : FullCommand(app->get_parent()) + " " + app->get_name();
}

ExamplesFirst::ExamplesFirst() { column_width(32); }

// " TIME" and nothing else: what may be given stands in the description.
std::string ExamplesFirst::make_option_opts(const CLI::Option* option) const {
  if (option->get_positional()) return "";
  const std::string type = option->get_type_name();
  return type.empty() ? "" : " " + type.substr(0, type.find(':'));
}

std::string ExamplesFirst::make_help(const CLI::App* app, std::string /*name*/,
                                     CLI::AppFormatMode mode) const {
  if (mode == CLI::AppFormatMode::Sub) return make_expanded(app);
  std::ostringstream out;
  std::istringstream examples(app->get_footer());
  out << "Examples:\n";
  for (std::string line; std::getline(examples, line);) out << "  " << line << "\n";
  out << "\n"
      << make_description(app) << "\n"
      << make_usage(app, FullCommand(app)) << make_positionals(app) << make_groups(app, mode)
      << make_subcommands(app, mode);
  out << (app->get_parent() == nullptr ? kClosing
                                       : "\nOptions of every command, such as -o json: laurel --help\n");
  return out.str();
}

}  // namespace laurel::cli
