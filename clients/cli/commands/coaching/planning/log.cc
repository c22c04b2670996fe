#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/planning/new_session.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

absl::Status Log(Context& context, const SessionOptions& options) {
  ASSIGN_OR_RETURN(const auto request, RequestFor(context, options));
  ASSIGN_OR_RETURN(const Session session, CreateSession(context, request, "Logged"));
  return PrintAgreed(context, request, session);
}

}  // namespace

void AddLog(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(
      noun, "log", "Write down a session that has been held, with its note and action items",
      "laurel coaching log ana --held \"yesterday 15:00\" --focus \"Call opening\" \\\n"
      "    --note \"Greets warmly, asks late.\" --action \"ana: ask for the order number first @friday\"\n"
      "laurel coaching log ana bruno --held \"monday 9:30\" --duration 1h --kind role-play\n"
      "laurel coaching log ana --held \"2 hours ago\" --note - < notes.txt");
  auto options = std::make_shared<SessionOptions>();
  command->add_option("--held", options->held, "when: \"yesterday 15:00\", \"monday 9:30\", \"2 hours ago\"")
      ->required()
      ->type_name("TIME");
  AddSessionOptions(*command, *options);
  chosen.When(command, [options](Context& context) { return Log(context, *options); });
}

}  // namespace laurel::cli
