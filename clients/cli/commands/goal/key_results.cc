#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/commands/goal/key_result_options.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using Stub = v1::GoalService::Stub;

void AddKeyResultId(CLI::App& command, std::string& id) {
  command
      .add_option("KEY_RESULT", id,
                  "the id that laurel goal show shows, the full name, or of your own its title or metric")
      ->required();
}

// "Added: Customer satisfaction, from 82 % to 90 % (k3x9qz)"
void PrintKeyResult(Context& context, std::string_view done, const KeyResult& key_result) {
  Screen& screen = context.screen();
  if (screen.wants_records()) return screen.Print(key_result);
  if (screen.format() == Format::kCsv) {
    Goal goal;
    *goal.add_key_results() = key_result;
    return screen.Print(KeyResultTable(goal, {}, ReaderOf(context, {})));
  }
  const bool numbers = key_result.kind() != v1::KEY_RESULT_KIND_BINARY;
  screen.Say(fmt::format("{}: {}{} ({})", done, key_result.title(),
                         numbers
                             ? fmt::format(", from {} to {}", ValuePhrase(key_result, key_result.baseline()),
                                           ValuePhrase(key_result, key_result.target()))
                             : "",
                         ShortIds({key_result.name()}).Of(key_result.name())));
  context.shown_ids().Remember({key_result.name()});
}

struct AddOptions {
  std::string goal;
  KeyResultOptions key_result;
};

absl::Status Add(Context& context, const AddOptions& options, const KeyResultsTyped& typed) {
  if (typed.key_results.size() != 1) {
    return UsageError(
        "which key result? One of --metric csat, --key-result \"…\", --milestone \"…\" or --binary \"…\"");
  }
  v1::AddKeyResultRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_parent(), GoalArgument(context, options.goal));
  ASSIGN_OR_RETURN(const auto key_results, ToKeyResults(context, typed.key_results));
  *request.mutable_key_result() = key_results.front();
  ASSIGN_OR_RETURN(const KeyResult added, context.goals().Call(&Stub::AddKeyResult, request));
  PrintKeyResult(context, "Added", added);
  return absl::OkStatus();
}

struct ChangeOptions {
  std::string key_result, title, from, to, stretch, unit, weight, direction;
};

// "none" clears.
void Set(const std::string& typed, const char* field, void (*set)(KeyResult&, const std::string&),
         v1::UpdateKeyResultRequest& request) {
  if (typed.empty()) return;
  set(*request.mutable_key_result(), typed == kNone ? "" : typed);
  request.mutable_update_mask()->add_paths(field);
}

absl::Status Update(Context& context, const ChangeOptions& options) {
  v1::UpdateKeyResultRequest request;
  request.set_request_id(NewRequestId());
  Set(
      options.title, "title", [](KeyResult& one, const std::string& text) { one.set_title(text); }, request);
  Set(
      options.from, "baseline", [](KeyResult& one, const std::string& text) { one.set_baseline(text); },
      request);
  Set(
      options.to, "target", [](KeyResult& one, const std::string& text) { one.set_target(text); }, request);
  Set(
      options.stretch, "stretch", [](KeyResult& one, const std::string& text) { one.set_stretch(text); },
      request);
  Set(
      options.unit, "unit", [](KeyResult& one, const std::string& text) { one.set_unit(text); }, request);
  Set(
      options.weight, "weight", [](KeyResult& one, const std::string& text) { one.set_weight(text); },
      request);
  if (!options.direction.empty()) {
    ASSIGN_OR_RETURN(const auto direction, EnumArgument<v1::Direction>("--direction", options.direction));
    request.mutable_key_result()->set_direction(direction);
    request.mutable_update_mask()->add_paths("direction");
  }
  if (request.update_mask().paths().empty()) {
    return UsageError(
        "what is to change? Give --title, --from, --to, --stretch, --unit, --weight or --direction");
  }
  ASSIGN_OR_RETURN(*request.mutable_key_result()->mutable_name(),
                   KeyResultArgument(context, options.key_result));
  ASSIGN_OR_RETURN(const KeyResult changed, context.goals().Call(&Stub::UpdateKeyResult, request));
  PrintKeyResult(context, "Changed", changed);
  return absl::OkStatus();
}

absl::Status Remove(Context& context, const std::string& typed) {
  v1::RemoveKeyResultRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_name(), KeyResultArgument(context, typed));
  ASSIGN_OR_RETURN(const Goal goal, context.goals().Call(&Stub::RemoveKeyResult, request));
  PrintChanged(context, "Removed a key result of", goal);
  return absl::OkStatus();
}

void AddAdd(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "add", "One more key result of a draft or an active goal",
                                 "laurel goal key-result add k3x9qz --metric aht --from 420 --to 380\n"
                                 "laurel goal key-result add k3x9qz --milestone \"Write the refunds guide\"");
  auto options = std::make_shared<AddOptions>();
  AddGoalId(*command, options->goal);
  AddKeyResultOptions(*command, options->key_result);
  chosen.When(command, [options, command](Context& context) -> absl::Status {
    ASSIGN_OR_RETURN(const KeyResultsTyped typed, ReadKeyResults(*command));
    return Add(context, *options, typed);
  });
}

void AddUpdate(CLI::App& noun, Chosen& chosen) {
  CLI::App* command = AddCommand(noun, "update", "Change a key result; its progress follows",
                                 "laurel goal key-result update csat --to 92\n"
                                 "laurel goal key-result update r2f2rd --stretch none --weight 2");
  auto options = std::make_shared<ChangeOptions>();
  AddKeyResultId(*command, options->key_result);
  command->add_option("--title", options->title, "what is measured")->type_name("TEXT");
  command->add_option("--from", options->from, "where it began")->type_name("NUMBER");
  command->add_option("--to", options->to, "where it is to get")->type_name("NUMBER");
  command->add_option("--stretch", options->stretch, "what would be more than that; none clears it")
      ->type_name("NUMBER");
  command->add_option("--unit", options->unit, "what it is counted in; none clears it")->type_name("UNIT");
  command->add_option("--weight", options->weight, "how much it counts beside the others")
      ->type_name("NUMBER");
  command->add_option("--direction", options->direction, "increase or decrease")->type_name("DIRECTION");
  chosen.When(command, [options](Context& context) { return Update(context, *options); });
}

}  // namespace

void AddKeyResults(CLI::App& noun, Chosen& chosen) {
  CLI::App* own = AddNoun(noun, "key-result", "The key results of a goal: add, update, remove",
                          "laurel goal key-result add k3x9qz --metric aht --from 420 --to 380\n"
                          "laurel goal key-result update csat --to 92\n"
                          "laurel goal key-result remove r2f2rd");
  AddAdd(*own, chosen);
  AddUpdate(*own, chosen);
  CLI::App* remove = AddCommand(*own, "remove", "Take a key result off a draft, or one without check-ins",
                                "laurel goal key-result remove r2f2rd");
  auto id = std::make_shared<std::string>();
  AddKeyResultId(*remove, *id);
  chosen.When(remove, [id](Context& context) { return Remove(context, *id); });
}

}  // namespace laurel::cli
