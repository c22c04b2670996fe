#include "clients/cli/app/program.h"

#include <algorithm>
#include <memory>

#include "CLI/CLI.hpp"
#include "clients/cli/app/command.h"
#include "clients/cli/app/edited_text.h"
#include "clients/cli/app/help.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/connection/exit_code.h"
#include "clients/cli/connection/failure.h"
#include "common/api/text.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

constexpr char kExamples[] =
    "laurel coaching due                          who needs coaching, longest first\n"
    "laurel coaching log \"ana ribeiro\" --held \"yesterday 15:00\" --note \"…\" --action \"call the "
    "customer @friday\"\n"
    "laurel feedback give \"ana ribeiro\" --strength \"…\" --growth \"…\"\n"
    "laurel thank \"ana ribeiro\" \"stayed two hours with the Orbit outage\" --value teamwork --points 10\n"
    "laurel wall --follow                         who thanks whom, as it happens\n"
    "laurel goal check-in csat 87.5 --health on-track    how it stands\n"
    "laurel coaching prepare \"ana ribeiro\"        one page to go into a talk with\n"
    "laurel action list --with \"ana ribeiro\"      what is open with Ana\n"
    "laurel coaching week                         what happened this week\n"
    "laurel inbox                                 what waits for you";

void AddGlobalOptions(CLI::App& app, GlobalOptions& options) {
  app.add_option("-o,--output", options.output, "table, json, yaml or csv")
      ->check(CLI::IsMember({"table", "json", "yaml", "csv"}))
      ->type_name("FORMAT");
  app.add_option("--timeout", options.timeout, "how long an answer may take, retries included (10s)")
      ->type_name("TIME");
  app.add_option("--token-file", options.token_file, "act as whose token this file holds")->type_name("FILE");
  app.add_option("--directory-address", options.directory_address, "HOST:PORT of the directory")
      ->type_name("ADDRESS");
  app.add_option("--feedback-address", options.feedback_address, "HOST:PORT of feedback")
      ->type_name("ADDRESS");
  app.add_option("--goals-address", options.goals_address, "HOST:PORT of goals")->type_name("ADDRESS");
  app.add_option("--recognition-address", options.recognition_address, "HOST:PORT of recognition")
      ->type_name("ADDRESS");
  app.add_option("--tls-ca", options.tls_ca, "use TLS and trust the certificates of this file")
      ->type_name("FILE");
  app.set_version_flag("--version", "laurel " LAUREL_VERSION, "print the version");
}

void AddCommands(CLI::App& app, Chosen& chosen) {
  AddMe(app, chosen);
  AddInbox(app, chosen);
  AddCoaching(app, chosen);
  AddFeedback(app, chosen);
  AddActions(app, chosen);
  AddGoals(app, chosen);
  AddThank(app, chosen);
  AddWall(app, chosen);
  AddRecognition(app, chosen);
  AddBalance(app, chosen);
  AddLedger(app, chosen);
  AddPointsAdministration(app, chosen);
  AddValues(app, chosen);
  AddProgram(app, chosen);
  AddPeople(app, chosen);
  AddTeams(app, chosen);
  AddRoles(app, chosen);
  AddServiceAccounts(app, chosen);
  AddEvents(app, chosen);
  AddAudit(app, chosen);
  AddCompletion(app, chosen);
  AddApi(app, chosen);
}

void PrintFailure(Context& context, const absl::Status& status, const CommandLine& typed) {
  Screen& screen = context.screen();
  screen.EndProgress();
  const FailureText text = Explain(status, context.here().zone, typed);
  for (const std::string& error : text.errors) {
    screen.err() << screen.StyledForErr("error:", Style::kBad) << " " << OneLine(error) << "\n";
  }
  if (!text.hint.empty())
    screen.err() << screen.StyledForErr("hint:", Style::kStrong) << "  " << OneLine(text.hint) << "\n";
  if (!text.reason.empty())
    screen.err() << screen.StyledForErr("reason: " + OneLine(text.reason), Style::kDim) << "\n";
}

const CLI::App* Innermost(const CLI::App* app) {
  const auto inner = app->get_subcommands();
  return inner.empty() ? app : Innermost(inner.front());
}

// What was typed, by the names under which help shows it.
CommandLine TypedFor(const CLI::App& command) {
  CommandLine typed;
  for (const CLI::Option* option : command.get_options()) {
    const bool positional = option->get_positional();
    const std::string name = positional ? option->get_name(true) : option->get_name();
    typed.arguments[name] = option->results();
  }
  typed.takes_fields = command.get_name() == "api";
  return typed;
}

// The word that was taken for a verb and is none; empty when a verb is simply missing.
std::string UnknownVerb(const CLI::App& app) {
  for (const std::string& word : app.remaining(true)) {
    if (!word.starts_with('-')) return word;
  }
  return "";
}

int NoSuchVerb(const CLI::App& app, const Surroundings& around) {
  const CLI::App* noun = Innermost(&app);
  around.streams.err << "error: "
                     << OneLine(fmt::format("there is no `{} {}`", FullCommand(noun), UnknownVerb(app)))
                     << "\nhint:  " << FullCommand(noun) << " --help\n";
  return static_cast<int>(ExitCode::kUsage);
}

int Misused(const CLI::App& app, const CLI::ParseError& error, const Surroundings& around) {
  const CLI::App* inner = Innermost(&app);
  const bool no_verb = error.get_name() == "RequiredError" && !inner->get_subcommands({}).empty();
  if (no_verb && !UnknownVerb(app).empty()) return NoSuchVerb(app, around);
  if (no_verb) {
    around.streams.err << inner->help();
  } else {
    around.streams.err << "error: " << OneLine(error.what()) << "\n"
                       << "hint:  " << FullCommand(inner) << " --help\n";
  }
  return static_cast<int>(ExitCode::kUsage);
}

int RunCommand(std::vector<std::string> arguments, const Surroundings& surroundings) {
  GlobalOptions options;
  Chosen chosen;
  CLI::App app("Feedback, coaching, goals and recognition in customer-service teams.", "laurel");
  app.formatter(std::make_shared<ExamplesFirst>());
  app.footer(kExamples);
  app.fallthrough();
  app.require_subcommand(1);
  AddGlobalOptions(app, options);
  AddCommands(app, chosen);
  try {
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    const bool is_noun = !Innermost(&app)->get_subcommands({}).empty();
    if (is_noun && !UnknownVerb(app).empty()) return NoSuchVerb(app, surroundings);
    surroundings.streams.out << Innermost(&app)->help();
    return static_cast<int>(ExitCode::kOk);
  } catch (const CLI::CallForVersion& version) {
    surroundings.streams.out << version.what() << "\n";
    return static_cast<int>(ExitCode::kOk);
  } catch (const CLI::ParseError& error) {
    return Misused(app, error, surroundings);
  }
  Context context(surroundings, options);
  const absl::Status status = chosen.action()(context);
  if (!status.ok()) {
    PrintFailure(context, status, TypedFor(*Innermost(&app)));
    KeepEdited(context);
  }
  return static_cast<int>(ExitCodeOf(status));
}

}  // namespace

int Run(std::vector<std::string> arguments, const Surroundings& surroundings) {
  if (!std::ranges::all_of(arguments, [](const std::string& text) { return api::IsValidUtf8(text); })) {
    surroundings.streams.err << "error: an argument is not UTF-8 text\n"
                             << "hint:  set the terminal to UTF-8, or convert the text first\n";
    return static_cast<int>(ExitCode::kUsage);
  }
  const int code = RunCommand(std::move(arguments), surroundings);
  surroundings.streams.out.flush();
  if (surroundings.streams.out.good() || code != static_cast<int>(ExitCode::kOk)) return code;
  // What was asked for was done, and its answer is lost: a script must not take that for success.
  surroundings.streams.err << "error: the answer could not be written to standard output\n";
  return static_cast<int>(ExitCode::kOther);
}

}  // namespace laurel::cli
