#include "services/goals/testing/sample/words.h"

#include <yaml-cpp/yaml.h>

#include "fmt/format.h"

namespace laurel::goals::sample {
namespace {

std::string TextIn(const YAML::Node& node) { return node.as<std::string>(""); }

// A word of the file as a value of an enum; YAML::Exception: no such value.
template <typename Enum>
Enum EnumIn(const YAML::Node& node, const std::map<std::string, Enum>& words, Enum otherwise) {
  if (!node) return otherwise;
  const auto found = words.find(node.as<std::string>());
  if (found == words.end()) throw YAML::Exception(node.Mark(), "unknown: " + node.as<std::string>());
  return found->second;
}

v1::GoalLevel LevelIn(const YAML::Node& node) {
  return EnumIn<v1::GoalLevel>(node, {{"company", v1::GOAL_LEVEL_COMPANY}, {"team", v1::GOAL_LEVEL_TEAM}},
                               v1::GOAL_LEVEL_PERSON);
}

v1::GoalVisibility VisibilityIn(const YAML::Node& node, v1::GoalVisibility otherwise) {
  return EnumIn<v1::GoalVisibility>(
      node, {{"public", v1::GOAL_VISIBILITY_PUBLIC}, {"private", v1::GOAL_VISIBILITY_PRIVATE}}, otherwise);
}

v1::KeyResultKind KindIn(const YAML::Node& node) {
  return EnumIn<v1::KeyResultKind>(
      node, {{"milestone", v1::KEY_RESULT_KIND_MILESTONE}, {"binary", v1::KEY_RESULT_KIND_BINARY}},
      v1::KEY_RESULT_KIND_METRIC);
}

Result ResultOf(const YAML::Node& node) {
  return {.title = node["title"].as<std::string>(),
          .metric = TextIn(node["metric"]),
          .unit = TextIn(node["unit"]),
          .from = TextIn(node["from"]),
          .to = TextIn(node["to"]),
          .stretch = TextIn(node["stretch"]),
          .weight = TextIn(node["weight"]),
          .course = node["course"].as<std::string>("steady"),
          .kind = KindIn(node["kind"]),
          .now = node["now"].as<double>(0),
          .noise = node["noise"].as<double>(-1),
          .counts = node["counts"].as<bool>(false),
          .done = node["done"].as<int>(0)};
}

Move MoveOf(const YAML::Node& node) {
  return {.week = node["week"].as<int>(), .to = node["to"].as<std::string>(), .why = TextIn(node["why"])};
}

Remark RemarkOf(const YAML::Node& node) {
  return {.week = node["week"].as<int>(),
          .by = node["by"].as<std::string>(),
          .text = node["text"].as<std::string>()};
}

template <typename T>
std::vector<T> ListOf(const YAML::Node& nodes, T (*one)(const YAML::Node&)) {
  std::vector<T> list;
  for (const YAML::Node& node : nodes) list.push_back(one(node));
  return list;
}

Slip SlipOf(const YAML::Node& node) {
  if (!node) return {};
  return {.week = node["week"].as<int>(),
          .value = node["value"].as<std::string>(),
          .says = node["says"].as<std::string>()};
}

Plan PlanOf(const YAML::Node& node) {
  const v1::GoalLevel level = LevelIn(node["level"]);
  const auto otherwise =
      level == v1::GOAL_LEVEL_COMPANY ? v1::GOAL_VISIBILITY_PUBLIC : v1::GOAL_VISIBILITY_TEAM;
  return {.id = TextIn(node["id"]),
          .parent = TextIn(node["in"]),
          .owner = node["owner"].as<std::string>(),
          .title = node["title"].as<std::string>(),
          .description = TextIn(node["description"]),
          .weight = TextIn(node["weight"]),
          .proposed_by = TextIn(node["proposed_by"]),
          .also = node["also"].as<Texts>(Texts()),
          .level = level,
          .visibility = VisibilityIn(node["visibility"], otherwise),
          .draft = node["draft"].as<bool>(false),
          .week = node["week"].as<int>(0),
          .weeks = node["weeks"].as<int>(13),
          .every = node["every"].as<int>(1),
          .stops = node["stops"].as<int>(99),
          .results = ListOf(node["results"], ResultOf),
          .says = node["says"].as<std::map<int, std::string>>(std::map<int, std::string>()),
          .moves = ListOf(node["moves"], MoveOf),
          .comments = ListOf(node["comments"], RemarkOf),
          .slip = SlipOf(node["slip"])};
}

}  // namespace

absl::StatusOr<Words> Words::Read(const std::string& folder) {
  const std::string path = folder + "/goals.yaml";
  Words words;
  try {
    const YAML::Node file = YAML::LoadFile(path);
    words.plans_ = ListOf(file["goals"], PlanOf);
    words.sayings_[v1::GOAL_HEALTH_ON_TRACK] = file["on_track"].as<Texts>();
    words.sayings_[v1::GOAL_HEALTH_AT_RISK] = file["at_risk"].as<Texts>();
    words.sayings_[v1::GOAL_HEALTH_OFF_TRACK] = file["off_track"].as<Texts>();
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(fmt::format("{}: {}", path, error.what()));
  }
  return words;
}

}  // namespace laurel::goals::sample
