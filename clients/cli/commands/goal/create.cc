#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/commands/goal/goal_options.h"
#include "clients/cli/commands/goal/key_result_options.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using Stub = v1::GoalService::Stub;

struct CreateOptions {
  std::string who, title, level;
  GoalOptions goal;
  KeyResultOptions key_results;
  bool activate = false;
  bool dry_run = false;
};

// A goal with a team is that team's, unless said otherwise.
absl::StatusOr<v1::GoalLevel> LevelOf(const CreateOptions& options) {
  ASSIGN_OR_RETURN(const auto level, EnumArgument<v1::GoalLevel>("--level", options.level));
  if (level != v1::GOAL_LEVEL_UNSPECIFIED) return level;
  return options.goal.team.empty() || !options.who.empty() ? v1::GOAL_LEVEL_PERSON : v1::GOAL_LEVEL_TEAM;
}

absl::StatusOr<Goal> GoalFrom(Context& context, const CreateOptions& options, const KeyResultsTyped& typed) {
  Goal goal;
  std::vector<std::string> fields;
  *goal.mutable_start_date() = ToDate(context.here().Today());
  ASSIGN_OR_RETURN(const v1::GoalLevel level, LevelOf(options));
  RETURN_IF_ERROR(Apply(context, options.goal, goal, fields));
  goal.set_level(level);
  goal.set_title(options.title);
  goal.set_weight(typed.weight);
  ASSIGN_OR_RETURN(const std::vector<KeyResult> key_results, ToKeyResults(context, typed.key_results));
  *goal.mutable_key_results() = {key_results.begin(), key_results.end()};
  return goal;
}

void SayNext(Context& context, const Goal& goal, bool dry_run) {
  Screen& screen = context.screen();
  if (goal.key_results_size() > 0 && screen.format() == Format::kTable) {
    screen.Print(WithoutEmptyColumns(KeyResultTable(goal, {}, ReaderOf(context, {}))));
    if (!dry_run) context.shown_ids().Remember(NamesWithKeyResults({goal}));
  }
  screen.Say(ReadersSentence(goal), Style::kDim);
  if (!dry_run) SayHowToActivate(context, goal);
}

void PrintMade(Context& context, std::string_view done, const Goal& goal, bool dry_run) {
  PrintChanged(context, dry_run ? "Nothing was written. It would be" : done, goal);
  SayNext(context, goal, dry_run);
}

absl::Status Create(Context& context, const CreateOptions& options, const KeyResultsTyped& typed) {
  v1::CreateGoalRequest request;
  request.set_request_id(NewRequestId());
  request.set_validate_only(options.dry_run);
  request.set_activate(options.activate);
  ASSIGN_OR_RETURN(*request.mutable_goal(), GoalFrom(context, options, typed));
  ASSIGN_OR_RETURN(const Goal goal, context.goals().Call(&Stub::CreateGoal, request));
  PrintMade(context, options.activate ? "Activated" : "Drafted", goal, options.dry_run);
  return absl::OkStatus();
}

absl::Status Propose(Context& context, const CreateOptions& options, const KeyResultsTyped& typed) {
  v1::ProposeGoalRequest request;
  request.set_request_id(NewRequestId());
  request.set_validate_only(options.dry_run);
  ASSIGN_OR_RETURN(*request.mutable_goal(), GoalFrom(context, options, typed));
  ASSIGN_OR_RETURN(const auto person, FindPerson(context.directory(), options.who));
  request.mutable_goal()->clear_owners();
  request.mutable_goal()->add_owners(person.name());
  ASSIGN_OR_RETURN(const Goal goal, context.goals().Call(&Stub::ProposeGoal, request));
  PrintMade(context, fmt::format("Proposed to {}", person.display_name()), goal, options.dry_run);
  return absl::OkStatus();
}

using Make = absl::Status (*)(Context&, const CreateOptions&, const KeyResultsTyped&);

std::shared_ptr<CreateOptions> AddOptions(CLI::App& command, Chosen& chosen, Make make) {
  auto options = std::make_shared<CreateOptions>();
  if (make == Propose) {
    command.add_option("WHO", options->who, "whose goal it is to be: an address, or a part of a name")
        ->required();
  }
  command.add_option("TITLE", options->title, "what is to be reached")->required();
  AddGoalOptions(command, options->goal);
  if (make == Propose) command.remove_option(command.get_option("--owner"));  // WHO is
  command.get_option("--by")->required();
  AddKeyResultOptions(command, options->key_results);
  command.add_flag("--dry-run", options->dry_run, "check everything, write nothing");
  chosen.When(&command, [options, make, &command](Context& context) -> absl::Status {
    ASSIGN_OR_RETURN(const KeyResultsTyped typed, ReadKeyResults(command));
    return make(context, *options, typed);
  });
  return options;
}

}  // namespace

void AddCreateAndPropose(CLI::App& noun, Chosen& chosen) {
  CLI::App* create = AddCommand(
      noun, "create", "A goal of your own, of a team that you lead, or of the company, with its key results",
      "laurel goal create \"Happier callers\" --by 2026-12-31 --metric csat --from 82 --to 90 --activate\n"
      "laurel goal create \"Faster and right\" --by 2026-12-31 --metric aht --from 420 --to 380 --weight 2 "
      "\\\n"
      "    --metric qa-score --from 78 --to 85 --milestone \"Write the refunds guide\"\n"
      "laurel goal create \"No open case on Friday\" --by +90d --team Billing --owner me --owner ana \\\n"
      "    --key-result \"Cases open on Friday\" --from 40 --to 0 --unit cases --parent k3x9qz");
  const auto created = AddOptions(*create, chosen, Create);
  create->add_option("--level", created->level, "person, team or company (of a person; with --team: team)")
      ->type_name("LEVEL");
  create->add_flag("--activate", created->activate, "let it count at once; else it is a draft");

  CLI::App* propose = AddCommand(
      noun, "propose", "Propose a goal to somebody whom you may coach: they accept or decline it",
      "laurel goal propose ana \"Happier callers\" --by 2026-12-31 --metric csat --from 82 --to 90");
  AddOptions(*propose, chosen, Propose);
}

}  // namespace laurel::cli
