#include "clients/cli/output/records.h"

#include "gtest/gtest.h"
#include "laurel/feedback/v1/action_item.pb.h"
#include "nlohmann/json.hpp"
#include "yaml-cpp/yaml.h"

namespace laurel::cli {
namespace {

feedback::v1::ActionItem Item(const std::string& text) {
  feedback::v1::ActionItem item;
  item.set_name("actionItems/01");
  item.set_text(text);
  item.mutable_due_date()->set_year(2026);
  item.set_state(feedback::v1::ACTION_ITEM_STATE_OPEN);
  return item;
}

TEST(Json, IsProtobufsMapping) {
  const auto json = nlohmann::json::parse(Json(Item("a \"quoted\"\ntext")));
  EXPECT_EQ(json["text"], "a \"quoted\"\ntext");
  EXPECT_EQ(json["dueDate"]["year"], 2026);
  EXPECT_EQ(json["state"], "ACTION_ITEM_STATE_OPEN");
}

TEST(Json, IsAnArrayForLists) {
  const auto one = Item("a");
  const auto two = Item("b");
  EXPECT_EQ(Json(Records{}), "[]\n");
  const auto json = nlohmann::json::parse(Json(Records{&one, &two}));
  ASSERT_EQ(json.size(), 2u);
  EXPECT_EQ(json[1]["text"], "b");
}

TEST(Json, IsAnObjectForGroups) {
  const auto one = Item("a");
  const auto json = nlohmann::json::parse(Json(RecordGroups{{"open", {&one}}, {"overdue", {}}}));
  EXPECT_EQ(json["open"][0]["text"], "a");
  EXPECT_TRUE(json["overdue"].empty());
}

TEST(JsonLine, IsOneLine) {
  const std::string line = JsonLine(Item("two\nlines"));
  EXPECT_EQ(line.find('\n'), line.size() - 1);
}

TEST(Json, LetsNoControlCharacterThrough) {
  EXPECT_EQ(Json(Item("\x1b[31m\xc2\x9b")).find('\x1b'), std::string::npos);
  EXPECT_EQ(Json(Item("\xc2\x9b")).find("\xc2\x9b"), std::string::npos);
}

TEST(Yaml, SaysTheSame) {
  for (const std::string text : {"plain", "no", "12", "2026-11-21", "two\nlines", "a: b", "- x", "\x1b[0m",
                                 "#", "", "Yes", "~", "山田: \"x\"", "null", "trailing "}) {
    const auto item = Item(text);
    const std::string yaml = Yaml(Json(Records{&item}));
    const YAML::Node document = YAML::Load(yaml);
    EXPECT_EQ(document[0]["text"].as<std::string>(""), text) << yaml;
    EXPECT_EQ(document[0]["dueDate"]["year"].as<int>(), 2026);
    EXPECT_EQ(yaml.find('\x1b'), std::string::npos);
  }
}

TEST(Yaml, QuotesWhatWouldChangeItsType) {
  EXPECT_NE(Yaml(Json(Item("no"))).find("text: \"no\""), std::string::npos);
  EXPECT_NE(Yaml(Json(Item("12"))).find("text: \"12\""), std::string::npos);
  EXPECT_NE(Yaml(Json(Item("call Ana"))).find("text: call Ana"), std::string::npos);
  EXPECT_EQ(Yaml("[]\n"), "[]\n");
}

}  // namespace
}  // namespace laurel::cli
