#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using Request = v1::ListRecognitionsRequest;

struct ListOptions {
  std::string to, by, team, value, add_ons_of, since, until;
  bool awaiting = false;
  int limit = 50;
};

absl::Status List(Context& context, const ListOptions& options) {
  Request request;
  RETURN_IF_ERROR(SetRange(context, options.since, options.until, request));  // before a service is asked
  request.set_awaiting_decision(options.awaiting);
  ASSIGN_OR_RETURN(*request.mutable_recipient(), PersonArgument(context, options.to));
  ASSIGN_OR_RETURN(*request.mutable_sender(), PersonArgument(context, options.by));
  ASSIGN_OR_RETURN(*request.mutable_value(), ValueArgument(context, options.value));
  if (!options.team.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_team(), TeamArgument(context, options.team));
  }
  if (!options.add_ons_of.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_parent(), RecognitionArgument(context, options.add_ons_of));
  }
  ASSIGN_OR_RETURN(const auto listed, ListRecognitions(context, request, options.limit));
  PrintRecognitions(context, listed.items,
                    options.awaiting ? "Nothing waits for your decision." : "No thanks that you can read.");
  RemarkIfMore(context.screen(), listed.more, options.limit);
  return absl::OkStatus();
}

}  // namespace

void AddRecognitionList(CLI::App& noun, Chosen& chosen) {
  CLI::App* list = AddCommand(
      noun, "list", "Thanks as a table, newest first; without a filter what is public",
      "laurel recognition list --to me\nlaurel recognition list --by me --since 2026-11-01\n"
      "laurel recognition list --awaiting\nlaurel recognition list --value teamwork --limit 0 -o csv");
  auto options = std::make_shared<ListOptions>();
  list->add_option("--to", options->to, "received by this person")->type_name("WHO");
  list->add_option("--by", options->by, "given by this person")->type_name("WHO");
  list->add_option("--team", options->team, "received by somebody of this team")->type_name("TEAM");
  list->add_option("--value", options->value, "that show this value")->type_name("VALUE");
  list->add_option("--add-ons-of", options->add_ons_of, "that join this one")->type_name("RECOGNITION");
  list->add_flag("--awaiting", options->awaiting, "that wait for your decision");
  list->add_option("--since", options->since, "from this day or time on: monday, 2026-11-01")
      ->type_name("DAY");
  list->add_option("--until", options->until, "before this day or time")->type_name("DAY");
  AddLimit(*list, options->limit);
  chosen.When(list, [options](Context& context) { return List(context, *options); });
}

}  // namespace laurel::cli
