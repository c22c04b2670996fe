#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/recognition/follow.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/failure.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;

struct WallOptions {
  std::string team, value, since;
  bool follow = false;
  int limit = 10;
};

absl::Status ShowWall(Context& context, const WallOptions& options) {
  const Format format = context.screen().format();
  if (options.follow && (format == Format::kCsv || format == Format::kYaml)) {
    return UsageError("--follow prints for people, or with -o json one recognition a line");
  }
  v1::ListRecognitionsRequest request;
  RETURN_IF_ERROR(SetRange(context, options.since, "", request));
  ASSIGN_OR_RETURN(*request.mutable_value(), ValueArgument(context, options.value));
  if (!options.team.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_team(), TeamArgument(context, options.team));
  }
  if (options.follow) return FollowWall(context, request, options.limit);
  ASSIGN_OR_RETURN(const auto listed, ListRecognitions(context, request, options.limit));
  if (format != Format::kTable) {
    PrintRecognitions(context, listed.items, "");
  } else if (listed.items.empty()) {
    context.screen().Say("Nothing on the wall yet: laurel thank WHO \"…\"", Style::kDim);
  } else {
    PrintOnWall(context, listed.items);
  }
  RemarkIfMore(context.screen(), listed.more, options.limit);
  return absl::OkStatus();
}

}  // namespace

void AddWall(CLI::App& app, Chosen& chosen) {
  CLI::App* command =
      AddCommand(app, "wall", "Who thanked whom for what, newest first; with --follow as it happens",
                 "laurel wall\nlaurel wall --follow\nlaurel wall --team Billing --since monday\n"
                 "laurel wall --value teamwork --limit 50\n"
                 "laurel wall --follow -o json | your-program");
  auto options = std::make_shared<WallOptions>();
  command->add_flag(
      "--follow", options->follow,
      "stay, and show new ones as they are published; goes on by itself when the service restarts");
  command->add_option("--team", options->team, "thanks to somebody of this team")->type_name("TEAM");
  command->add_option("--value", options->value, "that show this value")
      ->type_name("VALUE")
      ->excludes("--team");
  command->add_option("--since", options->since, "from this day or time on: monday, 2026-11-01")
      ->type_name("DAY");
  command->add_option("--limit", options->limit, "at most so many; 0 is all, with --follow none (10)")
      ->check(NumberFrom(0))
      ->type_name("N");
  chosen.When(command, [options](Context& context) { return ShowWall(context, *options); });
}

}  // namespace laurel::cli
