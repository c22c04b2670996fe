#include "clients/cli/commands/goal/find.h"

#include "clients/cli/connection/exit_code.h"
#include "clients/cli/testing/fake_suite.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using testing::FakeSuite;
using ::testing::HasSubstr;

std::vector<Goal> Two() {
  testing::FakeGoals fake;
  fake.Add("aaaaa1", "people/maria", "Happier callers");
  fake.AddMetric("kkkkk1", "csat", "Customer satisfaction");
  fake.AddMetric("kkkkk2", "qa_score", "QA score");
  fake.Add("aaaaa2", "people/maria", "Faster answers");
  fake.AddMetric("kkkkk3", "aht", "Average handling time");
  return fake.goals;
}

std::string Chosen(std::string_view text, Wanted wanted, const std::vector<Goal>& goals = Two()) {
  const auto part = ChoosePart(text, goals, wanted);
  if (!part.ok()) return std::string(part.status().message());
  const std::string& name = part->key_result.empty() ? part->goal : part->key_result;
  return name.substr(name.size() - 6);
}

TEST(ChoosePart, TakesTitlesByTheBeginningOfTheirWords) {
  EXPECT_EQ(Chosen("happier", Wanted::kGoal), "aaaaa1");
  EXPECT_EQ(Chosen("call hap", Wanted::kGoalFirst), "aaaaa1");
  EXPECT_EQ(Chosen("handling", Wanted::kKeyResult), "kkkkk3");
  EXPECT_EQ(ExitCodeOf(ChoosePart("nothing", Two(), Wanted::kGoal).status()), ExitCode::kNotFound);
}

TEST(ChoosePart, TakesMetricsAsPeopleTypeThem) {
  EXPECT_EQ(Chosen("csat", Wanted::kKeyResultFirst), "kkkkk1");
  EXPECT_EQ(Chosen("QA-Score", Wanted::kKeyResultFirst), "kkkkk2");
  EXPECT_EQ(Chosen("happier", Wanted::kKeyResultFirst), "aaaaa1");
}

TEST(ChoosePart, GuessesNothing) {
  auto goals = Two();
  goals[1].set_title("Happier colleagues");
  EXPECT_THAT(Chosen("happier", Wanted::kGoal, goals),
              HasSubstr("may be Happier callers (aaaaa1), Happier colleagues (aaaaa2): give the id"));
  goals[1].set_lifecycle(v1::GOAL_LIFECYCLE_DRAFT);
  EXPECT_EQ(Chosen("happier", Wanted::kGoal, goals), "aaaaa1");
  goals[0].set_lifecycle(v1::GOAL_LIFECYCLE_ARCHIVED);
  EXPECT_EQ(Chosen("happier", Wanted::kGoal, goals), "aaaaa2");
}

TEST(ChoosePart, FindsWhatIsOverWhenNothingElseIsCalledSo) {
  auto goals = Two();
  goals[0].set_lifecycle(v1::GOAL_LIFECYCLE_ACHIEVED);
  EXPECT_EQ(Chosen("happier", Wanted::kGoal, goals), "aaaaa1");
}

TEST(ChooseKeyResult, TakesTheOnlyOne) {
  const auto goals = Two();
  EXPECT_EQ(ChooseKeyResult("", goals[1])->metric(), "aht");
  EXPECT_EQ(ChooseKeyResult("kkkkk2", goals[0])->metric(), "qa_score");
  EXPECT_THAT(std::string(ChooseKeyResult("", goals[0]).status().message()),
              HasSubstr("There are Customer satisfaction (kkkkk1), QA score (kkkkk2)"));
  EXPECT_FALSE(ChooseKeyResult("aht", goals[0]).ok());
  EXPECT_FALSE(ChooseKeyResult("", Goal()).ok());
}

TEST(ChooseKeyResult, GuessesNothingByTheEndOfAnId) {
  Goal goal = Two()[0];
  goal.mutable_key_results(1)->set_name(goal.name() + "/keyResults/01jd8z3v5n7q2w4e6raaakkkk1");
  const auto several = ChooseKeyResult("kkkk1", goal);
  EXPECT_EQ(ExitCodeOf(several.status()), ExitCode::kUsage);
  EXPECT_THAT(std::string(several.status().message()), HasSubstr("is none, or not the only one"));
  EXPECT_EQ(ChooseKeyResult("kkkkk1", goal)->metric(), "csat");
  EXPECT_EQ(ChooseKeyResult(goal.key_results(1).name(), goal)->metric(), "qa_score");
  EXPECT_EQ(ChooseKeyResult("qa", goal)->metric(), "qa_score");
}

TEST(GoalNames, AreToldFromWhatStandsBelowThem) {
  EXPECT_TRUE(IsGoalName("goals/1"));
  EXPECT_FALSE(IsGoalName("goals/1/keyResults/2"));
  EXPECT_TRUE(IsKeyResultName("goals/1/keyResults/2"));
  EXPECT_FALSE(IsKeyResultName("goals/1/checkIns/2"));
}

TEST(GoalIds, AreAcceptedBackFromTheScreenAndFromOnesOwn) {
  FakeSuite suite;
  suite.goals.goals = Two();
  EXPECT_EQ(suite.Run({"goal", "activate", "aaaaa2"}).code, 0);  // never shown: one's own
  suite.goals.goals.front().set_owners(0, "people/ana");
  EXPECT_EQ(suite.Run({"goal", "activate", "aaaaa1"}).code, 3);
  suite.Run({"goal", "list", "--owner", "ana pereira"});
  EXPECT_EQ(suite.Run({"goal", "activate", "AAAAA1"}).code, 0);  // shown before
  EXPECT_EQ(suite.Run({"goal", "activate", "kkkkk3"}).code, 3);  // no goal
  EXPECT_EQ(suite.Run({"goal", "activate", "recognitions/1"}).code, 2);
}

}  // namespace
}  // namespace laurel::cli
