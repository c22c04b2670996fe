#include "services/feedback/testing/sample/words.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>

#include "fmt/format.h"

namespace laurel::feedback::sample {
namespace {

constexpr std::array kThemeFiles = {"themes_everyone.yaml", "themes_billing_escalations.yaml",
                                    "themes_technical_onboarding.yaml", "themes_retention_chat.yaml",
                                    "themes_managers.yaml"};

Texts TextsIn(const YAML::Node& node) { return node ? node.as<Texts>() : Texts(); }

std::map<std::string, std::string> QuotesIn(const YAML::Node& node) {
  return node ? node.as<std::map<std::string, std::string>>() : std::map<std::string, std::string>();
}

Theme ThemeOf(const YAML::Node& node) {
  return {.focus = node["focus"].as<std::string>(),
          .teams = TextsIn(node["teams"]),
          .managers = node["managers"].as<bool>(false),
          .behaviours = TextsIn(node["behaviours"]),
          .begin = TextsIn(node["begin"]),
          .go_on = TextsIn(node["go_on"]),
          .end = TextsIn(node["end"]),
          .agree = TextsIn(node["agree"]),
          .ask = TextsIn(node["ask"]),
          .raise = TextsIn(node["raise"]),
          .strengths = TextsIn(node["strengths"]),
          .growth = TextsIn(node["growth"]),
          .next = TextsIn(node["next"]),
          .quotes = QuotesIn(node["quotes"])};
}

Gathering GatheringOf(const YAML::Node& node) {
  return {.focus = node["focus"].as<std::string>(),
          .note = node["note"].as<std::string>(),
          .agree = TextsIn(node["agree"])};
}

Habit HabitIn(const YAML::Node& node, Habit habit) {
  habit.weeks = node["weeks"].as<int>(habit.weeks);
  habit.minutes = node["minutes"].as<int>(habit.minutes);
  habit.plans = node["plans"].as<double>(habit.plans);
  habit.misses = node["misses"].as<double>(habit.misses);
  habit.series = node["series"].as<bool>(habit.series);
  habit.never = node["never"].as<bool>(habit.never);
  habit.huddle = node["huddle"].as<int>(habit.huddle);
  habit.last = node["last"].as<int>(habit.last);
  habit.again = node["again"].as<int>(habit.again);
  return habit;
}

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// A slot at the beginning of a sentence may be a lower-case word.
std::string WithCapitals(std::string text) {
  bool start = true;
  bool ended = false;
  for (char& c : text) {
    if (start && IsAscii(c) && std::islower(static_cast<unsigned char>(c)) != 0) {
      c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    start = ended && c == ' ';
    ended = c == '.' || c == '?' || c == '!';
  }
  return text;
}

}  // namespace

bool Theme::SuitsAgent(const Member& member) const {
  return !managers && (teams.empty() || std::find(teams.begin(), teams.end(), member.team) != teams.end());
}

absl::StatusOr<Words> Words::Read(const std::string& folder) {
  Words words;
  std::string path;
  try {
    for (const char* file : kThemeFiles) {
      path = folder + "/" + file;
      for (const YAML::Node& theme : YAML::LoadFile(path)) words.themes_.push_back(ThemeOf(theme));
    }
    path = folder + "/phrases.yaml";
    for (const auto& list : YAML::LoadFile(path)) {
      const auto name = list.first.as<std::string>();
      if (list.second.begin()->IsScalar()) {
        words.lists_[name] = list.second.as<Texts>();
      } else {
        for (const YAML::Node& one : list.second) words.gatherings_[name].push_back(GatheringOf(one));
      }
    }
    path = folder + "/habits.yaml";
    const YAML::Node habits = YAML::LoadFile(path);
    words.habits_[""] = HabitIn(habits["defaults"], {});
    for (const auto& coach : habits["coaches"]) {
      const auto key = coach.first.as<std::string>();
      const Habit own = words.habits_[key] = HabitIn(coach.second, words.habits_[""]);
      for (const auto& agent : coach.second["people"]) {
        words.habits_[key + " " + agent.first.as<std::string>()] = HabitIn(agent.second, own);
      }
    }
    words.weights_ = habits["talked_about"].as<std::map<std::string, int>>();
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(fmt::format("{}: {}", path, error.what()));
  }
  return words;
}

Habit Words::HabitOf(std::string_view coach, std::string_view agent) const {
  auto found = habits_.find(fmt::format("{} {}", coach, agent));
  if (found == habits_.end()) found = habits_.find(coach);
  if (found == habits_.end()) found = habits_.find("");
  return found->second;
}

int Words::WeightOf(const std::string& member) const {
  const auto found = weights_.find(member);
  return found == weights_.end() ? 1 : found->second;
}

std::string Fill(std::string_view text, const Slots& slots) {
  return WithCapitals(fmt::format(fmt::runtime(text), fmt::arg("name", slots.name),
                                  fmt::arg("coach", slots.coach), fmt::arg("colleague", slots.colleague),
                                  fmt::arg("customer", slots.customer), fmt::arg("ticket", slots.ticket),
                                  fmt::arg("call", slots.call), fmt::arg("qa", slots.qa),
                                  fmt::arg("aht", slots.aht), fmt::arg("hold", slots.hold),
                                  fmt::arg("n", slots.n), fmt::arg("day", slots.day)));
}

}  // namespace laurel::feedback::sample
