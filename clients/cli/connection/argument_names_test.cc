#include "clients/cli/connection/argument_names.h"

#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

CommandLine Typed(std::initializer_list<std::pair<const std::string, std::vector<std::string>>> arguments) {
  CommandLine typed;
  typed.arguments = arguments;
  return typed;
}

TEST(ArgumentFor, IsWhatTheCommandTakes) {
  EXPECT_EQ(ArgumentFor("goal.end_date", Typed({{"--by", {"friday"}}, {"--on", {}}})), "--by");
  EXPECT_EQ(ArgumentFor("end_date", Typed({{"TEAM", {"Billing"}}, {"--on", {}}})), "--on");
  EXPECT_EQ(ArgumentFor("parent", Typed({{"--parent", {"k3x9qz"}}, {"--owner", {}}})), "--parent");
  EXPECT_EQ(ArgumentFor("parent", Typed({{"GOAL", {"k3x9qz"}}, {"TEXT", {"well"}}})), "GOAL");
  EXPECT_EQ(ArgumentFor("parent", Typed({{"TEAM", {"Night"}}, {"UNDER", {"Support"}}})), "UNDER");
  EXPECT_EQ(ArgumentFor("person", Typed({{"WHO", {"ana"}}, {"ABOVE", {"marta"}}})), "WHO");
  EXPECT_EQ(ArgumentFor("manager", Typed({{"WHO", {"ana"}}, {"ABOVE", {"marta"}}})), "ABOVE");
  EXPECT_EQ(ArgumentFor("recognition.parent", Typed({{"--add-on-to", {"k3x9qz"}}, {"WHO", {}}})),
            "--add-on-to");
}

TEST(ArgumentFor, IsRatherWhatWasTyped) {
  EXPECT_EQ(ArgumentFor("start_date", Typed({{"--month", {"october"}}, {"--week", {}}})), "--month");
  EXPECT_EQ(ArgumentFor("start_date", Typed({{"--month", {}}, {"--week", {"today"}}})), "--week");
  EXPECT_EQ(ArgumentFor("action_item.due_date", Typed({{"--due", {}}, {"TEXT", {"call @friday"}}})),
            "TEXT … @DAY");
  EXPECT_EQ(ArgumentFor("goal.start_date", Typed({{"--start", {}}, {"--from", {"82"}}})), "--start");
}

TEST(ArgumentFor, SaysWhichOfSeveral) {
  const CommandLine people = Typed({{"WHO", {"ana", "me", "well done"}}});
  EXPECT_EQ(ArgumentFor("recognition.recipients[1]", people), "WHO \"me\"");
  EXPECT_EQ(ArgumentFor("recognition.recipients[7]", people), "WHO");
  EXPECT_EQ(ArgumentFor("recognition.recipients[0]", Typed({{"WHO", {"me"}}})), "WHO");
  EXPECT_EQ(ArgumentFor("action_items[1].text", Typed({{"--action", {"ana: call", "me: send"}}})),
            "--action \"me: send\"");
  const CommandLine numbers = Typed({{"--from", {"82", "40"}}, {"--to", {"90"}}});
  EXPECT_EQ(ArgumentFor("goal.key_results[0].baseline", numbers), "--from of the 1st key result");
  EXPECT_EQ(ArgumentFor("goal.key_results[2].target", numbers), "--to of the 3rd key result");
  EXPECT_EQ(ArgumentFor("goal.key_results[0].target", numbers), "--to");
}

TEST(ArgumentFor, IsInWordsWhereNoOptionSaysIt) {
  EXPECT_EQ(ArgumentFor("person.time_zone", Typed({{"FILE", {"x"}}})), "time zone");
  EXPECT_EQ(ArgumentFor("program.time_zone", Typed({{"RULE", {"time-zone=x"}}})), "time-zone");
  EXPECT_EQ(ArgumentFor("goal.parent", Typed({{"FILE", {"x"}}})), "parent");
  EXPECT_EQ(ArgumentFor("recognition.message", Typed({{"WHO", {"ana"}}})), "the words");
  EXPECT_EQ(ArgumentFor("goal.parent", {}), "--parent") << "of whichever command";
}

TEST(ArgumentFor, IsTheFieldWhereThatWasTyped) {
  CommandLine api = Typed({{"CALL", {"CreateGoal"}}});
  api.takes_fields = true;
  EXPECT_EQ(ArgumentFor("goal.key_results[0].target", api), "goal.key_results[0].target");
  EXPECT_EQ(WithArguments("goal.end_date", "is before start_date", api), "is before start_date");
}

TEST(WithArguments, NamesOtherFieldsAsTheyAreTyped) {
  const CommandLine goal = Typed({{"--by", {"friday"}}, {"--start", {}}});
  EXPECT_EQ(WithArguments("goal.end_date", "is before start_date", goal), "is before --start");
  EXPECT_EQ(WithArguments("end_time", "is before start_time.", Typed({{"--since", {}}})),
            "is before --since.");
  EXPECT_EQ(WithArguments("x", "its shoe_size is odd; ask HR_ADMIN", goal),
            "its shoe size is odd; ask HR_ADMIN");
  EXPECT_EQ(WithArguments("x", "letters, '-' and '_', as in teams/{team_id}", goal),
            "letters, '-' and '_', as in teams/{team_id}");
}

}  // namespace
}  // namespace laurel::cli
