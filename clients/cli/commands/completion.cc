#include <algorithm>
#include <functional>
#include <map>

#include "clients/cli/api/methods.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/event/event.h"
#include "clients/cli/commands/goal/find.h"
#include "clients/cli/commands/goal/key_result_options.h"
#include "clients/cli/commands/program_rules.h"
#include "clients/cli/commands/recognition/emoji.h"
#include "clients/cli/commands/recognition/values.h"
#include "clients/cli/completion/position.h"
#include "clients/cli/completion/scripts.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/enum_word.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using Candidates = std::vector<Candidate>;

// Whoever presses a key does not wait for a service that is not there.
constexpr absl::Duration kPatience = absl::Seconds(1);
constexpr int kMostPeople = 30;
constexpr std::size_t kMostIds = 30;

bool Begins(const std::string& text, const std::string& prefix) {
  return api::LowerAscii(text).starts_with(api::LowerAscii(prefix));
}

// By address: one word, which every shell takes as it is.
Candidates People(Context& context, const std::string& prefix) {
  Candidates found;
  if (!context.Connect(kPatience).ok()) return found;
  v1::ListPeopleRequest request;
  request.set_query(prefix);
  const auto people = ListPages<v1::Person>(context.directory(), &v1::DirectoryService::Stub::ListPeople,
                                            request, &v1::ListPeopleResponse::people, kMostPeople);
  if (!people.ok()) return found;
  for (const v1::Person& person : people->items) {
    if (Begins(person.email(), prefix)) found.push_back({person.email(), person.display_name()});
  }
  return found;
}

Candidates Teams(Context& context, const std::string& prefix) {
  Candidates found;
  if (!context.Connect(kPatience).ok()) return found;
  const auto teams = ListPages<v1::Team>(context.directory(), &v1::DirectoryService::Stub::ListTeams,
                                         v1::ListTeamsRequest(), &v1::ListTeamsResponse::teams, 0);
  if (!teams.ok()) return found;
  for (const v1::Team& team : teams->items) {
    if (Begins(team.display_name(), prefix)) found.push_back({team.display_name(), EnumWord(team.kind())});
  }
  return found;
}

Candidates Calls(const std::string& prefix) {
  Candidates found;
  for (const Method* method : AllMethods()) {
    const std::string call = fmt::format("{}/{}", method->service()->name(), method->name());
    if (Begins(call, prefix)) {
      found.push_back({call, method->input_type()->name()});
    } else if (Begins(method->name(), prefix) && !prefix.empty()) {
      found.push_back({method->name(), method->service()->name()});
    }
  }
  return found;
}

Candidates EventTypes(Context& context, const std::string& prefix) {
  Candidates found;
  if (!context.Connect(kPatience).ok()) return found;
  for (const auto& [service, endpoint] : context.services()) {
    const auto types = EventTypesOf(*endpoint);
    if (!types.ok()) continue;
    for (const auto& type : *types) {
      if (Begins(type.type(), prefix)) found.push_back({type.type(), service});
    }
  }
  return found;
}

Candidates Values(Context& context, const std::string& typed) {
  Candidates found;
  if (!context.Connect(kPatience).ok()) return found;
  const auto values = ListAllValues(context);
  if (!values.ok()) return found;
  const std::string prefix = typed.starts_with('#') ? typed.substr(1) : typed;
  for (const Value& value : *values) {
    if (value.active() && Begins(value.hashtag(), prefix)) found.push_back({value.hashtag(), value.title()});
  }
  return found;
}

Candidates Emojis(const std::string& prefix) {
  Candidates found;
  for (const NamedEmoji& one : NamedEmojis()) {
    const std::string name(one.name);
    if (Begins(name, prefix)) found.push_back({name, std::string(one.emoji)});
  }
  return found;
}

Candidates Metrics(Context& context, const std::string& prefix) {
  Candidates found;
  if (!context.Connect(kPatience).ok()) return found;
  const auto metrics = ListMetrics(context);
  if (!metrics.ok()) return found;
  for (const Metric& one : *metrics) {
    if (Begins(one.id(), MetricId(prefix))) found.push_back({one.id(), one.title()});
  }
  return found;
}

Candidates RulesOfProgram(const std::string& prefix) {
  Candidates found;
  for (const std::string& key : RuleKeys()) {
    if (Begins(key, prefix)) found.push_back({key + "=", ""});
  }
  return found;
}

Candidates Services(Context& context) {
  Candidates found;
  if (!context.Connect(kPatience).ok()) return found;
  for (const auto& [service, endpoint] : context.services()) found.push_back({service, ""});
  return found;
}

Candidates Words(const google::protobuf::EnumDescriptor& type, const std::string& prefix) {
  Candidates found;
  for (const std::string& word : WordsOf(type)) {
    if (Begins(word, prefix)) found.push_back({word, ""});
  }
  return found;
}

// Of what was shown lately, the newest first: no service is asked.
Candidates IdsOf(Context& context, const std::function<bool(const std::string&)>& is_wanted,
                 const std::string& prefix) {
  std::vector<std::string> names = context.shown_ids().Recall();
  std::erase_if(names, [&](const std::string& name) { return !is_wanted(name); });
  std::ranges::reverse(names);
  const ShortIds ids(names);
  Candidates found;
  for (const std::string& name : names) {
    const std::string id = ids.Of(name);
    if (Begins(id, prefix) && found.size() < kMostIds) found.push_back({id, ""});
  }
  return found;
}

Candidates Ids(Context& context, const std::string& collection, const std::string& prefix) {
  const auto is_one = [&](const std::string& name) { return name.starts_with(collection + "/"); };
  return IdsOf(context, is_one, prefix);
}

// Goals by the ids of those shown, key results by theirs and by the metrics that they may have.
Candidates GoalIds(Context& context, const std::string& kind, const std::string& prefix) {
  const bool goals = kind != "KEY_RESULT";
  const bool key_results = kind != "GOAL";
  const auto is_one = [&](const std::string& name) {
    return (goals && IsGoalName(name)) || (key_results && IsKeyResultName(name));
  };
  Candidates found = IdsOf(context, is_one, prefix);
  if (!key_results || prefix.empty()) return found;
  const Candidates metrics = Metrics(context, prefix);
  found.insert(found.end(), metrics.begin(), metrics.end());
  return found;
}

// KIND and STATE are words of what the noun is about.
const google::protobuf::EnumDescriptor* EnumOf(const std::string& noun, const std::string& kind) {
  static const std::map<std::pair<std::string, std::string>, const google::protobuf::EnumDescriptor*> enums =
      {{{"action", "STATE"}, feedback::v1::ActionItemState_descriptor()},
       {{"coaching", "KIND"}, feedback::v1::CoachingSessionKind_descriptor()},
       {{"coaching", "STATE"}, feedback::v1::CoachingSessionState_descriptor()},
       {{"feedback", "KIND"}, feedback::v1::FeedbackKind_descriptor()},
       {{"feedback", "STATE"}, feedback::v1::FeedbackState_descriptor()},
       {{"feedback", "VISIBILITY"}, feedback::v1::FeedbackVisibility_descriptor()},
       {{"goal", "DIRECTION"}, goals::v1::Direction_descriptor()},
       {{"goal", "HEALTH"}, goals::v1::GoalHealth_descriptor()},
       {{"goal", "LEVEL"}, goals::v1::GoalLevel_descriptor()},
       {{"goal", "STATE"}, goals::v1::GoalLifecycle_descriptor()},
       {{"goal", "VISIBILITY"}, goals::v1::GoalVisibility_descriptor()},
       {{"key-result", "DIRECTION"}, goals::v1::Direction_descriptor()},
       {{"ledger", "KIND"}, recognition::v1::LedgerKind_descriptor()},
       {{"people", "STATE"}, v1::PersonState_descriptor()},
       {{"role", "ROLE"}, v1::Role_descriptor()},
       {{"service-account", "ROLE"}, v1::ServiceAccountRole_descriptor()},
       {{"team", "KIND"}, v1::TeamKind_descriptor()},
       {{"thank", "VISIBILITY"}, recognition::v1::RecognitionVisibility_descriptor()}};
  const auto found = enums.find({noun, kind});
  return found == enums.end() ? nullptr : found->second;
}

// The VALUE of a check-in is a number.
bool IsOfGoals(const CLI::App& command) {
  return command.get_parent() != nullptr && command.get_parent()->get_name() == "goal";
}

// By what the option calls its value; nothing for what only the user knows.
Candidates ValuesOf(Context& context, const Position& at, const std::string& prefix) {
  const std::string kind = ValueName(*at.option);
  if (kind == "WHO" || kind == "QUERY") return People(context, prefix);
  if (kind == "TEAM" || kind == "UNDER") return Teams(context, prefix);
  if (kind == "CALL") return Calls(prefix);
  if (kind == "TYPES") return EventTypes(context, prefix);
  if (kind == "SESSION") return Ids(context, "coachingSessions", prefix);
  if (kind == "ITEM" && at.option->get_positional()) return Ids(context, "actionItems", prefix);
  if (kind == "FEEDBACK") return Ids(context, "feedback", prefix);
  if (kind == "RECOGNITION") return Ids(context, "recognitions", prefix);
  if (kind == "PART") return GoalIds(context, "GOAL", prefix);
  if (kind == "GOAL" || kind == "KEY_RESULT" || kind == "GOAL_OR_KEY_RESULT")
    return GoalIds(context, kind, prefix);
  if (kind == "METRIC") return Metrics(context, prefix);
  if (kind == "OUTCOME") return {{"achieved", ""}, {"missed", ""}, {"cancelled", ""}};
  if (kind == "VALUE" && !IsOfGoals(*at.command)) return Values(context, prefix);
  if (kind == "EMOJI") return Emojis(prefix);
  if (kind == "RULE") return RulesOfProgram(prefix);
  if (kind == "SERVICE") return Services(context);
  if (kind == "SHELL") return {{"bash", ""}, {"zsh", ""}, {"fish", ""}};
  const CLI::App* noun = at.command->get_parent();
  if (noun != nullptr && noun->get_parent() == nullptr) noun = at.command;  // a command without verbs
  const auto* words = noun == nullptr ? nullptr : EnumOf(noun->get_name(), kind);
  return words == nullptr ? Candidates() : Words(*words, prefix);
}

absl::Status Complete(const CLI::App& program, Context& context, const std::vector<std::string>& words) {
  const Position at = PositionOf(program, words);
  const std::string prefix = words.empty() ? "" : words.back();
  Candidates found = at.option != nullptr ? ValuesOf(context, at, prefix) : OwnWords(*at.command, prefix);
  // Where a person or a verb may stand: `laurel ledger`.
  if (at.option != nullptr && at.option->get_positional() && !prefix.starts_with('-')) {
    const Candidates verbs = OwnWords(*at.command, prefix);
    found.insert(found.begin(), verbs.begin(), verbs.end());
  }
  for (const Candidate& candidate : found) {
    context.screen().out() << OneLine(candidate.value) << '\t' << OneLine(candidate.description) << '\n';
  }
  return absl::OkStatus();
}

absl::Status PrintScript(Context& context, const std::string& shell) {
  const auto script = CompletionScript(shell);
  if (!script)
    return UsageError(fmt::format("there is no completion for {}: bash, zsh and fish have one", shell));
  context.screen().out() << *script;
  return absl::OkStatus();
}

}  // namespace

void AddCompletion(CLI::App& app, Chosen& chosen) {
  CLI::App* script =
      AddCommand(app, "completion", "What your shell needs to complete commands, people and teams",
                 "source <(laurel completion bash)\n"
                 "laurel completion zsh > \"${fpath[1]}/_laurel\"\n"
                 "laurel completion fish > ~/.config/fish/completions/laurel.fish");
  auto shell = std::make_shared<std::string>();
  script->add_option("SHELL", *shell, "bash, zsh or fish")->required();
  chosen.WhenOffline(script, [shell](Context& context) { return PrintScript(context, *shell); });

  // For the scripts, not for people.
  CLI::App* complete = app.add_subcommand("complete", "")->group("");
  auto words = std::make_shared<std::vector<std::string>>();
  complete->add_option("WORDS", *words, "");
  chosen.WhenOffline(complete, [words, &app](Context& context) { return Complete(app, context, *words); });
}

}  // namespace laurel::cli
