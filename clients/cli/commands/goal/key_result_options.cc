#include "clients/cli/commands/goal/key_result_options.h"

#include <algorithm>
#include <map>

#include "clients/cli/app/command.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/find.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "laurel/goals/v1/goal_service.grpc.pb.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

using Field = std::string KeyResultWords::*;

// Options that say something of the key result before them.
const std::map<std::string, Field>& Details() {
  static const auto& fields = *new std::map<std::string, Field>{
      {"from", &KeyResultWords::from},       {"to", &KeyResultWords::to},
      {"stretch", &KeyResultWords::stretch}, {"unit", &KeyResultWords::unit},
      {"weight", &KeyResultWords::weight},   {"direction", &KeyResultWords::direction}};
  return fields;
}

// Options that begin one, and of what kind it is.
const std::map<std::string, v1::KeyResultKind>& Beginnings() {
  static const auto& kinds =
      *new std::map<std::string, v1::KeyResultKind>{{"key-result", v1::KEY_RESULT_KIND_METRIC},
                                                    {"metric", v1::KEY_RESULT_KIND_METRIC},
                                                    {"milestone", v1::KEY_RESULT_KIND_MILESTONE},
                                                    {"binary", v1::KEY_RESULT_KIND_BINARY}};
  return kinds;
}

// `--key-result "CSAT of chats" --metric csat`: the title of one's own, and the metric that it is.
bool NamesMetricOf(const std::string& option, const KeyResultWords& last) {
  return option == "metric" && last.kind == v1::KEY_RESULT_KIND_METRIC && last.metric.empty() &&
         last.from.empty() && last.to.empty();
}

absl::Status Take(const std::string& option, const std::string& value, KeyResultsTyped& typed) {
  if (const auto kind = Beginnings().find(option); kind != Beginnings().end()) {
    const bool joins = !typed.key_results.empty() && NamesMetricOf(option, typed.key_results.back());
    KeyResultWords& words = joins ? typed.key_results.back() : typed.key_results.emplace_back();
    words.kind = kind->second;
    (option == "metric" ? words.metric : words.title) = value;
    return absl::OkStatus();
  }
  const bool of_goal = option == "weight" && typed.key_results.empty();
  if (typed.key_results.empty() && !of_goal) {
    return UsageError(fmt::format(
        "--{} stands after the key result that it is said of: --metric csat --{} {}", option, option, value));
  }
  std::string& field = of_goal ? typed.weight : typed.key_results.back().*Details().at(option);
  if (!field.empty()) return UsageError(fmt::format("--{} is said twice of the same key result", option));
  field = value;
  return absl::OkStatus();
}

absl::StatusOr<Metric> MetricNamed(const std::string& typed, const std::vector<Metric>& metrics) {
  const std::string id = MetricId(typed);
  std::string all;
  std::vector<const Metric*> begins;
  for (const Metric& one : metrics) {
    if (one.id() == id) return one;
    if (one.id().starts_with(id)) begins.push_back(&one);
    all += (all.empty() ? "" : ", ") + one.id();
  }
  if (begins.size() == 1) return *begins.front();
  return UsageError(fmt::format("--metric: \"{}\" is none of {}; one of your own is --key-result \"{}\"",
                                typed, all, typed));
}

absl::StatusOr<KeyResult> ToKeyResult(const KeyResultWords& words, const std::vector<Metric>& metrics) {
  KeyResult one;
  one.set_kind(words.kind);
  one.set_title(words.title);
  if (!words.metric.empty()) {
    ASSIGN_OR_RETURN(const Metric metric, MetricNamed(words.metric, metrics));
    one.set_metric(metric.id());
    if (words.title.empty()) one.set_title(metric.title());
  }
  one.set_baseline(words.from);
  one.set_target(words.to);
  one.set_stretch(words.stretch);
  one.set_unit(words.unit);
  one.set_weight(words.weight);
  ASSIGN_OR_RETURN(const auto direction, EnumArgument<v1::Direction>("--direction", words.direction));
  one.set_direction(direction);
  return one;
}

}  // namespace

void AddKeyResultOptions(CLI::App& command, KeyResultOptions& options) {
  AddRepeated(command, "--metric", options.metrics,
              "a key result: a usual metric (laurel goal metrics), may be repeated")
      ->type_name("METRIC");
  AddRepeated(command, "--key-result", options.titles, "a key result: what you measure, in your own words")
      ->type_name("TITLE");
  AddRepeated(command, "--milestone", options.milestones, "a key result: a piece of work, from 0 to 100 %")
      ->type_name("TITLE");
  AddRepeated(command, "--binary", options.binaries, "a key result: done or not")->type_name("TITLE");
  AddRepeated(command, "--from", options.froms, "where the key result before it stands now")
      ->type_name("NUMBER");
  AddRepeated(command, "--to", options.tos, "where it is to get")->type_name("NUMBER");
  AddRepeated(command, "--stretch", options.stretches, "what would be more than that")->type_name("NUMBER");
  AddRepeated(command, "--unit", options.units, "what it is counted in; a metric has one")->type_name("UNIT");
  AddRepeated(command, "--weight", options.weights,
              "how much it counts beside the others (1); before all key results: the goal in its parent")
      ->type_name("NUMBER");
  AddRepeated(command, "--direction", options.directions, "increase or decrease (as the numbers say)")
      ->type_name("DIRECTION");
}

absl::StatusOr<KeyResultsTyped> ReadKeyResults(const CLI::App& command) {
  KeyResultsTyped typed;
  std::map<const CLI::Option*, std::size_t> read;
  for (const CLI::Option* option : command.parse_order()) {
    if (option->get_lnames().empty()) continue;
    const std::string& name = option->get_lnames().front();
    if (!Beginnings().contains(name) && !Details().contains(name)) continue;
    RETURN_IF_ERROR(Take(name, option->results()[read[option]++], typed));
  }
  return typed;
}

absl::StatusOr<std::vector<Metric>> ListMetrics(Context& context) {
  ASSIGN_OR_RETURN(auto listed,
                   ListPages<Metric>(context.goals(), &v1::GoalService::Stub::ListMetrics,
                                     v1::ListMetricsRequest(), &v1::ListMetricsResponse::metrics, 0));
  return std::move(listed.items);
}

absl::StatusOr<std::vector<KeyResult>> ToKeyResults(Context& context,
                                                    const std::vector<KeyResultWords>& words) {
  std::vector<Metric> metrics;
  if (std::ranges::any_of(words, [](const KeyResultWords& one) { return !one.metric.empty(); })) {
    ASSIGN_OR_RETURN(metrics, ListMetrics(context));
  }
  std::vector<KeyResult> key_results;
  for (const KeyResultWords& one : words) {
    ASSIGN_OR_RETURN(const KeyResult key_result, ToKeyResult(one, metrics));
    key_results.push_back(key_result);
  }
  return key_results;
}

}  // namespace laurel::cli
