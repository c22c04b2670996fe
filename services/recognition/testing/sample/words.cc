#include "services/recognition/testing/sample/words.h"

#include <yaml-cpp/yaml.h>

#include "fmt/format.h"

namespace laurel::recognition::sample {
namespace {

constexpr const char* kLists[] = {"emoji",           "replies",        "comments",     "hide_reason",
                                  "approve_reasons", "reject_reasons", "revoke_reason"};

std::string TextIn(const YAML::Node& node) { return node.as<std::string>(""); }

Texts TextsIn(const YAML::Node& node) {
  if (!node) return {};
  return node.IsScalar() ? Texts{node.as<std::string>()} : node.as<Texts>();
}

v1::RecognitionVisibility VisibilityIn(const YAML::Node& node) {
  const std::string name = TextIn(node);
  if (name == "team") return v1::RECOGNITION_VISIBILITY_TEAM;
  if (name == "private") return v1::RECOGNITION_VISIBILITY_PRIVATE;
  return v1::RECOGNITION_VISIBILITY_UNSPECIFIED;
}

Award AwardOf(const YAML::Node& node) {
  return {.person = node["person"].as<std::string>(),
          .points = node["points"].as<int>(),
          .ago = node["ago"].as<int>(),
          .reason = node["reason"].as<std::string>()};
}

Gift GiftOf(const YAML::Node& node) {
  return {.text = node["text"].as<std::string>(),
          .who = node["who"].as<std::string>("peer"),
          .value = TextIn(node["value"]),
          .sender = TextIn(node["sender"]),
          .then = TextIn(node["then"]),
          .teams = TextsIn(node["teams"]),
          .from = TextsIn(node["from"]),
          .to = TextsIn(node["to"]),
          .people = node["people"].as<int>(1),
          .points = node["points"].as<int>(0),
          .ago = node["ago"].as<int>(0),
          .visibility = VisibilityIn(node["visibility"])};
}

}  // namespace

absl::StatusOr<Words> Words::Read(const std::string& folder) {
  const std::string path = folder + "/recognition.yaml";
  Words words;
  try {
    const YAML::Node file = YAML::LoadFile(path);
    words.approval_threshold_ = file["approval_threshold"].as<int>();
    for (const YAML::Node& one : file["values"]) {
      words.values_.push_back({.hashtag = one["hashtag"].as<std::string>(),
                               .title = one["title"].as<std::string>(),
                               .until = one["until"].as<int>(0)});
    }
    for (const YAML::Node& one : file["boosts"]) words.boosts_.push_back(AwardOf(one));
    for (const YAML::Node& one : file["adjustments"]) words.adjustments_.push_back(AwardOf(one));
    for (const YAML::Node& one : file["gifts"]) words.gifts_.push_back(GiftOf(one));
    for (const YAML::Node& one : file["add_ons"]) {
      words.add_ons_.push_back({.text = one["text"].as<std::string>(), .points = one["points"].as<int>(0)});
    }
    for (const char* list : kLists) words.lists_[list] = TextsIn(file[list]);
    words.gives_ = file["gives"].as<Weights>();
    words.receives_ = file["receives"].as<Weights>();
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(fmt::format("{}: {}", path, error.what()));
  }
  return words;
}

std::string Fill(const std::string& text, const std::string& name, const std::string& ticket,
                 const std::string& day) {
  return fmt::format(fmt::runtime(text), fmt::arg("name", name), fmt::arg("ticket", ticket),
                     fmt::arg("day", day));
}

}  // namespace laurel::recognition::sample
