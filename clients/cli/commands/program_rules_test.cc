#include "clients/cli/commands/program_rules.h"

#include "clients/cli/testing/fake_suite.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using recognition::v1::Program;
using ::testing::ElementsAre;
using testing::FakeSuite;
using ::testing::HasSubstr;

TEST(ApplyRule, SetsEachKindOfRule) {
  Program program;
  EXPECT_EQ(*ApplyRule("max-each=20", program), "max_each");
  EXPECT_EQ(*ApplyRule("Value_Required = yes", program), "value_required");
  EXPECT_EQ(*ApplyRule("undo-window=1h30m", program), "undo_window");
  EXPECT_EQ(*ApplyRule("new-hire-allowance=prorated", program), "new_hire_allowance");
  EXPECT_EQ(*ApplyRule("time-zone=Europe/Lisbon", program), "time_zone");
  EXPECT_EQ(*ApplyRule("leaver-redeem-days=30", program), "leaver_redeem_days");
  EXPECT_EQ(program.max_each(), 20);
  EXPECT_TRUE(program.value_required());
  EXPECT_EQ(program.undo_window().seconds(), 5400);
  EXPECT_EQ(program.new_hire_allowance(), recognition::v1::NEW_HIRE_ALLOWANCE_PRORATED);
  EXPECT_EQ(program.time_zone(), "Europe/Lisbon");
  EXPECT_EQ(program.leaver_redeem_days(), 30);
}

TEST(ApplyRule, RefusesWhatIsNone) {
  Program program;
  for (const char* text :
       {"max-each", "max-each=many", "max-each=", "etag=x", "name=x", "value-required=maybe",
        "undo-window=soon", "new-hire-allowance=half", "create-time=now"}) {
    EXPECT_FALSE(ApplyRule(text, program).ok()) << text;
  }
}

TEST(ProgramCommand, ShowsAndSets) {
  FakeSuite suite;
  EXPECT_THAT(
      suite.Run({"program", "show"}).out,
      HasSubstr("undo-window         10 min         for how long a sender may take a recognition back\n"));
  EXPECT_EQ(suite.Run({"program", "set", "allowance=120", "value-required=no"}).code, 0);
  EXPECT_THAT(suite.recognition.updated_program.back().update_mask().paths(),
              ElementsAre("allowance", "value_required"));
  EXPECT_THAT(suite.Run({"program", "set", "allowances=1"}).err,
              HasSubstr("there is no rule \"allowances\""));
  EXPECT_EQ(suite.Run({"complete", "--", "program", "set", "max"}).out, "max-each=\t\n");
}

}  // namespace
}  // namespace laurel::cli
