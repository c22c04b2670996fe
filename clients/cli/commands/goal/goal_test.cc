// `laurel goal` as it is typed, but check-ins.
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Outcome;

class GoalTest : public ::testing::Test {
 protected:
  Outcome Run(std::vector<std::string> words, const std::string& in = "") {
    words.insert(words.begin(), "goal");
    return suite_.Run(std::move(words), in);
  }
  const v1::Goal& Created() const {
    static const v1::Goal none;
    return suite_.goals.created.empty() ? none : suite_.goals.created.back().goal();
  }

  FakeSuite suite_;
};

TEST_F(GoalTest, IsCreatedWithSeveralKeyResults) {
  const Outcome outcome = Run({"create",       "Happier callers",
                               "--by",         "2026-12-31",
                               "--weight",     "2",
                               "--metric",     "csat",
                               "--from",       "82",
                               "--to",         "90",
                               "--stretch",    "95",
                               "--key-result", "Cases on Friday",
                               "--from",       "40",
                               "--to",         "0",
                               "--unit",       "cases",
                               "--weight",     "0.5",
                               "--milestone",  "Write the guide",
                               "--binary",     "Publish it"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("Drafted: Happier callers, until Thu 31 Dec (gggggg)\n"),
                    HasSubstr("kkkkk0  Customer satisfaction"),
                    HasSubstr("It is a draft until you activate it: laurel goal activate gggggg\n")));
  EXPECT_EQ(Created().level(), v1::GOAL_LEVEL_PERSON);
  EXPECT_EQ(Created().weight(), "2");
  EXPECT_EQ(FromDate(Created().start_date()), absl::CivilDay(2026, 11, 21));
  ASSERT_EQ(Created().key_results_size(), 4);
  EXPECT_EQ(Created().key_results(0).metric(), "csat");
  EXPECT_EQ(Created().key_results(0).title(), "Customer satisfaction");
  EXPECT_EQ(Created().key_results(0).stretch(), "95");
  EXPECT_EQ(Created().key_results(0).weight(), "");
  EXPECT_EQ(Created().key_results(1).title(), "Cases on Friday");
  EXPECT_EQ(Created().key_results(1).target(), "0");
  EXPECT_EQ(Created().key_results(1).weight(), "0.5");
  EXPECT_EQ(Created().key_results(2).kind(), v1::KEY_RESULT_KIND_MILESTONE);
  EXPECT_EQ(Created().key_results(3).kind(), v1::KEY_RESULT_KIND_BINARY);
  EXPECT_EQ(suite_.goals.created[0].request_id().size(), 36u);
}

TEST_F(GoalTest, OfATeamIsTheTeams) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  EXPECT_THAT(Run({"create", "No open case", "--by", "+30d", "--team", "billing", "--owner", "me", "--owner",
                   "ana pereira", "--parent", "happier", "--visibility", "public", "--activate"})
                  .out,
              AllOf(HasSubstr("Activated: No open case"), HasSubstr("Everybody can read it.")));
  EXPECT_EQ(Created().level(), v1::GOAL_LEVEL_TEAM);
  EXPECT_EQ(Created().team(), "teams/billing");
  EXPECT_THAT(Created().owners(), ElementsAre("people/maria", "people/ana"));
  EXPECT_EQ(Created().parent(), "goals/01jd8z3v5n7q2w4e6r8taaaaa1");
  EXPECT_TRUE(suite_.goals.created.back().activate());
}

TEST_F(GoalTest, IsRefusedWhereItsKeyResultsAreUnclear) {
  EXPECT_EQ(Run({"create", "Happier callers"}).code, 2);
  EXPECT_THAT(Run({"create", "X", "--by", "+30d", "--from", "1", "--metric", "csat"}).err,
              HasSubstr("--from stands after the key result"));
  EXPECT_THAT(Run({"create", "X", "--by", "+30d", "--metric", "csat", "--from", "1", "--from", "2"}).err,
              HasSubstr("--from is said twice"));
  EXPECT_THAT(Run({"create", "X", "--by", "+30d", "--metric", "smiles"}).err,
              HasSubstr("\"smiles\" is none of csat, aht, qa_score"));
  EXPECT_THAT(suite_.goals.created, IsEmpty());
  Error wrong(absl::StatusCode::kInvalidArgument, "INVALID_FIELD", "wrong");
  wrong.Field("goal.key_results[0].target", "equals the baseline");
  suite_.goals.broken["CreateGoal"] = wrong;
  EXPECT_THAT(Run({"create", "X", "--by", "+30d", "--metric", "csat", "--from", "82", "--to", "82"}).err,
              HasSubstr("error: --to: equals the baseline\n"));
}

TEST_F(GoalTest, NamesAMetricInOnesOwnWords) {
  Run({"create", "X", "--by", "+30d", "--key-result", "CSAT of chats", "--metric", "CSAT", "--from", "82",
       "--to", "90", "--metric", "qa-score", "--from", "70", "--to", "80"});
  ASSERT_EQ(Created().key_results_size(), 2);
  EXPECT_EQ(Created().key_results(0).title(), "CSAT of chats");
  EXPECT_EQ(Created().key_results(0).metric(), "csat");
  EXPECT_EQ(Created().key_results(1).metric(), "qa_score");
}

TEST_F(GoalTest, IsOnlyTriedWhenItIsADryRun) {
  EXPECT_THAT(Run({"create", "X", "--by", "2026-12-31", "--dry-run"}).out,
              HasSubstr("Nothing was written. It would be: X, until Thu 31 Dec\n"));
  EXPECT_TRUE(suite_.goals.created.back().validate_only());
}

TEST_F(GoalTest, IsProposed) {
  EXPECT_THAT(Run({"propose", "ana pereira", "Happier callers", "--by", "2026-12-31", "--metric", "csat",
                   "--from", "82", "--to", "90"})
                  .out,
              AllOf(HasSubstr("Proposed to Ana Pereira: Happier callers"),
                    HasSubstr("Its owner reads it, and who proposed it.")));
  ASSERT_EQ(suite_.goals.proposed.size(), 1u);
  EXPECT_THAT(suite_.goals.proposed[0].goal().owners(), ElementsAre("people/ana"));
  EXPECT_EQ(suite_.goals.proposed[0].goal().level(), v1::GOAL_LEVEL_PERSON);
}

TEST_F(GoalTest, MovesThroughItsLife) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  for (const auto& [verb, done] :
       std::vector<std::pair<std::string, std::string>>{{"accept", "Accepted"},
                                                        {"activate", "Activated"},
                                                        {"decline", "Declined"},
                                                        {"discard", "Discarded"}}) {
    const std::string next =
        verb == "accept" ? "It is a draft until you activate it: laurel goal activate aaaaa1\n" : "";
    EXPECT_EQ(Run({verb, "aaaaa1"}).out, done + ": Happier callers, until Thu 31 Dec (aaaaa1)\n" + next);
  }
  EXPECT_EQ(Run({"close", "aaaaa1", "won"}).code, 2);
  EXPECT_EQ(Run({"close", "aaaaa1", "cancelled"}).code, 2);
  EXPECT_THAT(suite_.goals.closed, IsEmpty());
  EXPECT_THAT(Run({"close", "aaaaa1", "achieved"}).out, HasSubstr("Achieved: Happier callers"));
  EXPECT_EQ(suite_.goals.closed[0].outcome(), v1::GOAL_LIFECYCLE_ACHIEVED);
  EXPECT_EQ(Run({"reopen", "aaaaa1"}).code, 2);
  EXPECT_THAT(Run({"reopen", "aaaaa1", "--reason", "the survey was wrong"}).out, HasSubstr("Reopened: "));
  EXPECT_THAT(Run({"archive", "aaaaa1", "-o", "json"}).out, HasSubstr("GOAL_LIFECYCLE_ARCHIVED"));
}

TEST_F(GoalTest, IsListed) {
  suite_.goals.Add("aaaaa1", "people/ana", "Happier callers");
  v1::Goal& team = suite_.goals.Add("aaaaa2", "people/maria", "No open case");
  team.set_level(v1::GOAL_LEVEL_TEAM);
  team.set_team("teams/billing");
  team.set_health(v1::GOAL_HEALTH_OFF_TRACK);
  *team.mutable_end_date() = ToDate(absl::CivilDay(2026, 11, 20));
  EXPECT_EQ(Run({"list"}).out,
            "ID      GOAL          WHOSE    STATE   HEALTH     PROGRESS         UNTIL\n"
            "aaaaa2  No open case  Billing  active  off track  [#####---] 62 %  over, yesterday\n");
  EXPECT_THAT(Run({"list", "--owner", "ana pereira", "--state", "active", "--on", "today"}).out,
              HasSubstr("aaaaa1  Happier callers  Ana Pereira"));
  EXPECT_EQ(suite_.goals.listed.back().lifecycle(), v1::GOAL_LIFECYCLE_ACTIVE);
  EXPECT_EQ(FromDate(suite_.goals.listed.back().active_on()), absl::CivilDay(2026, 11, 21));
  EXPECT_THAT(
      Run({"list", "--team", "billing", "-o", "csv"}).out,
      HasSubstr("\"goals/01jd8z3v5n7q2w4e6r8taaaaa2\",\"No open case\",\"Billing\",\"active\",\"off track\","
                "\"0.625\",\"2026-11-20\""));
  Run({"list", "--company"});
  EXPECT_EQ(suite_.goals.listed.back().level(), v1::GOAL_LEVEL_COMPANY);
  EXPECT_THAT(Run({"list", "--parent", "aaaaa2"}).out, HasSubstr("No goals that you can read."));
  EXPECT_EQ(Run({"list", "--company", "--team", "billing"}).code, 2);
  EXPECT_EQ(nlohmann::json::parse(Run({"list", "-o", "json"}).out).size(), 1u);
}

TEST_F(GoalTest, IsShownWithBarsAndTrends) {
  v1::Goal& goal = suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  goal.set_description("Since the move\nthey wait.");
  const std::string csat = suite_.goals.AddMetric("kkkkk1", "csat", "Customer satisfaction").name();
  suite_.goals.AddCheckIn("ccccc1", csat, "82", absl::Hours(72));
  suite_.goals.AddCheckIn("ccccc2", csat, "86.25", absl::Hours(25)).set_comment("the greeting works");
  const Outcome pipe = Run({"show", "happier"});
  EXPECT_EQ(pipe.code, 0) << pipe.err;
  EXPECT_EQ(
      pipe.out,
      "id             aaaaa1\n"
      "goal           Happier callers\n"
      "state          active\n"
      "health         on track\n"
      "progress       [#####---] 62 %\n"
      "level          person\n"
      "owner          Maria Costa\n"
      "from           Thu 1 Oct\n"
      "until          Thu 31 Dec\n"
      "readers        private\n"
      "last check-in  yesterday 15:20\n"
      "\n"
      "  Since the move\n"
      "  they wait.\n"
      "\n"
      "Key results (laurel goal check-in ID VALUE --health on-track \"…\")\n"
      "ID      KEY RESULT             PROGRESS         NOW      FROM  TO  TREND\n"
      "kkkkk1  Customer satisfaction  [#####---] 62 %  86.25 %  80    90  82 86.25 better\n"
      "\n"
      "Last check-ins\n"
      "ID      WHEN              BY           KEY RESULT             VALUE    HEALTH    COMMENT\n"
      "ccccc2  yesterday 15:20   Maria Costa  Customer satisfaction  86.25 %  on track  the greeting works\n"
      "ccccc1  Wed 18 Nov 16:20  Maria Costa  Customer satisfaction  82 %     on track\n");
  suite_.columns = 100;
  EXPECT_THAT(Run({"show", "aaaaa1"}).out,
              AllOf(HasSubstr("██████▎░░░ 62 %"), HasSubstr("\x1b[32m▁█ better\x1b[0m"),
                    HasSubstr("\x1b[32mon track\x1b[0m"),
                    Not(HasSubstr("["
                                  "#"))));
  suite_.columns = 0;
  const auto json = nlohmann::json::parse(Run({"show", "aaaaa1", "-o", "json"}).out);
  EXPECT_EQ(json["goal"][0]["keyResults"].size(), 1u);
  EXPECT_EQ(json["checkIns"].size(), 2u);
}

TEST_F(GoalTest, ShowsASummaryForWhatItIs) {
  v1::Goal& goal = suite_.goals.Add("aaaaa1", "people/maria", "");
  goal.set_view(common::v1::VIEW_SUMMARY);
  suite_.goals.broken["ListCheckIns"] = Error(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED", "no");
  const Outcome outcome = Run({"show", "aaaaa1"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("(title withheld)"), HasSubstr("You can see how it stands")));
  EXPECT_THAT(Run({"list"}).out, AllOf(HasSubstr("(title withheld)"), HasSubstr("on track")));
}

TEST_F(GoalTest, IsATree) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  v1::GoalNode root;
  root.set_name(suite_.goals.goals[0].name());
  root.set_title("Happier callers");
  root.set_level(v1::GOAL_LEVEL_PERSON);
  root.set_lifecycle(v1::GOAL_LIFECYCLE_ACTIVE);
  root.set_health(v1::GOAL_HEALTH_ON_TRACK);
  root.set_progress("0.625");
  root.add_owners("people/maria");
  root.set_weight("1");
  v1::GoalNode part = root;
  part.set_name("goals/01jd8z3v5n7q2w4e6r8taaaaa2");
  part.set_title("Write the guide");
  part.set_lifecycle(v1::GOAL_LIFECYCLE_ACHIEVED);
  part.set_progress("1");
  part.set_depth(1);
  v1::GoalNode withheld;
  withheld.set_depth(1);
  withheld.set_progress("0.25");
  withheld.set_weight("3");
  suite_.goals.nodes = {root, part, withheld};
  EXPECT_EQ(Run({"tree", "happier", "--depth", "8"}).out,
            "GOAL                     PROGRESS          HEALTH    STATE     WHOSE        WEIGHT  ID\n"
            "Happier callers          [#####---] 62 %   on track            Maria Costa          aaaaa1\n"
            "  Write the guide        [########] 100 %            achieved  Maria Costa          aaaaa2\n"
            "  (not for you to read)  [##------] 25 %                                    3\n");
  EXPECT_EQ(suite_.goals.trees.back().max_depth(), 8);
  EXPECT_EQ(nlohmann::json::parse(Run({"tree", "aaaaa1", "-o", "json"}).out).size(), 3u);
  EXPECT_EQ(Run({"tree", "aaaaa1", "--depth", "9"}).code, 2);
}

TEST_F(GoalTest, IsToldFromTheOneThatItIsToBeAPartOf) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  suite_.goals.Add("aaaaa2", "people/maria", "Fewer calls");
  const std::string parent = suite_.goals.goals[0].name();
  suite_.goals.broken["UpdateGoal"] =
      Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE",
            parent + " is ACHIEVED: cannot make a goal a part of it. Allowed next: ACTIVE,ARCHIVED")
          .With("state", "ACHIEVED")
          .With("allowed", "ACTIVE,ARCHIVED")
          .Precondition("STATE", parent, "wrong");
  EXPECT_THAT(
      Run({"update", "aaaaa2", "--parent", "happier"}).err,
      HasSubstr("error: --parent \"happier\": it is achieved, so you cannot make a goal a part of it\n"));
  EXPECT_THAT(Run({"update", "happier", "--by", "friday"}).err,
              AllOf(HasSubstr("error: it is achieved: from there it can only be active or archived\n"),
                    HasSubstr("laurel goal reopen happier --reason")));
}

TEST_F(GoalTest, BeginsToCountOnlyInOneThatIsNotOver) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  Error closed(
      absl::StatusCode::kFailedPrecondition, "PARENT_CLOSED",
      "the goal that it is a part of is over: take it out of that one first (UpdateGoal, parent \"\")");
  closed.Precondition("PARENT_CLOSED", suite_.goals.goals[0].name(), "over");
  suite_.goals.broken["ActivateGoal"] = closed;
  suite_.goals.broken["ReopenGoal"] = closed;
  const Outcome activated = Run({"activate", "aaaaa1"});
  EXPECT_EQ(activated.code, 5);
  EXPECT_THAT(activated.err,
              AllOf(HasSubstr("error: the goal that it is a part of is over\n"),
                    HasSubstr("take it out of that one first: laurel goal update aaaaa1 --parent none\n")));
  EXPECT_THAT(Run({"reopen", "happier callers", "--reason", "The survey was wrong"}).err,
              HasSubstr("laurel goal update \"happier callers\" --parent none\n"));
}

TEST_F(GoalTest, OfMoreWeightIsForWhoeverHasTheOneAbove) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  Error heavy(absl::StatusCode::kInvalidArgument, "INVALID_FIELD", "wrong");
  heavy.Field("goal.weight",
              "is at most 1 here: whoever may change goals/1 lets a part of it count for more (SetGoalPart)");
  suite_.goals.broken["UpdateGoal"] = heavy;
  suite_.goals.broken["CreateGoal"] = heavy;
  const std::string said =
      "error: --weight: is at most 1 here: whoever may change goals/1 lets a part of it count for more "
      "(laurel goal part)\n";
  EXPECT_THAT(Run({"update", "aaaaa1", "--weight", "5"}).err, HasSubstr(said));
  EXPECT_THAT(Run({"create", "X", "--by", "+30d", "--weight", "5", "--parent", "happier", "--metric", "csat",
                   "--from", "82", "--to", "90", "--weight", "2"})
                  .err,
              HasSubstr(said));
}

TEST_F(GoalTest, NamesTheWordsOfHealth) {
  EXPECT_THAT(Run({"list", "--health", "green"}).err,
              HasSubstr("--health: \"green\" is none of not-updated, on-track, at-risk, off-track"));
  EXPECT_EQ(Run({"list", "--health", "not-updated"}).code, 0);
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  EXPECT_THAT(Run({"check-in", "happier", "--health", "not-updated"}).err,
              HasSubstr("--health: \"not-updated\" is none of on-track, at-risk, off-track"));
}

TEST_F(GoalTest, IsUpdated) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  EXPECT_EQ(Run({"update", "aaaaa1", "--title", "Glad callers", "--by", "2027-03-31", "--parent", "none",
                 "--weight", "2"})
                .code,
            0);
  EXPECT_THAT(suite_.goals.updated[0].update_mask().paths(),
              ElementsAre("end_date", "parent", "title", "weight"));
  EXPECT_EQ(suite_.goals.updated[0].goal().parent(), "");
  EXPECT_EQ(Run({"update", "aaaaa1"}).code, 2);
}

TEST_F(GoalTest, TellsWhatBecameOfIt) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  const std::vector<std::pair<std::string, std::string>> ways = {{"", "PROPOSED"},
                                                                 {"PROPOSED", "DRAFT"},
                                                                 {"DRAFT", "ACTIVE"},
                                                                 {"ACTIVE", "MISSED"},
                                                                 {"MISSED", "ACTIVE"}};
  for (const auto& [from, to] : ways) {
    common::v1::StatusChange& change = suite_.goals.changes.emplace_back();
    if (!from.empty()) change.set_from_state("GOAL_LIFECYCLE_" + from);
    change.set_to_state("GOAL_LIFECYCLE_" + to);
    change.set_actor("people/maria");
    *change.mutable_time() = ToTimestamp(FakeSuite::Now().now);
  }
  EXPECT_EQ(Run({"history", "aaaaa1"}).out,
            "WHEN         WHAT\n"
            "today 16:20  Maria Costa proposed it\n"
            "today 16:20  Maria Costa accepted it\n"
            "today 16:20  Maria Costa activated it\n"
            "today 16:20  Maria Costa closed it: missed\n"
            "today 16:20  Maria Costa opened it again\n");
}

TEST_F(GoalTest, HasKeyResultsThatChange) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  const std::string csat = suite_.goals.AddMetric("kkkkk1", "csat", "Customer satisfaction").name();
  EXPECT_EQ(Run({"key-result", "add", "aaaaa1", "--metric", "aht", "--from", "420", "--to", "380"}).out,
            "Added: Average handling time, from 420 to 380 (kkkkkk)\n");
  EXPECT_EQ(Run({"key-result", "add", "aaaaa1"}).code, 2);
  EXPECT_EQ(Run({"key-result", "update", "csat", "--to", "92", "--stretch", "none"}).out,
            "Changed: Customer satisfaction, from 80 % to 90 % (kkkkk1)\n");
  EXPECT_EQ(suite_.goals.updated_key_results[0].key_result().name(), csat);
  EXPECT_THAT(suite_.goals.updated_key_results[0].update_mask().paths(), ElementsAre("target", "stretch"));
  EXPECT_EQ(Run({"key-result", "update", "csat"}).code, 2);
  EXPECT_THAT(Run({"key-result", "remove", "kkkkk1"}).out,
              HasSubstr("Removed a key result of: Happier callers"));
  EXPECT_THAT(suite_.goals.removed, ElementsAre(csat));
}

TEST_F(GoalTest, IsTalkedAbout) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  EXPECT_THAT(Run({"comment", "aaaaa1", "-"}, "Shall we\nlook?").out, HasSubstr("Said."));
  EXPECT_EQ(suite_.goals.comments[0].text(), "Shall we\nlook?");
  EXPECT_THAT(Run({"comments", "aaaaa1"}).out, HasSubstr("today 16:20  Maria Costa  Shall we↵look?"));
}

TEST_F(GoalTest, IsSummedUp) {
  v1::GoalSummary& summary = suite_.goals.summary;
  summary.set_people(12);
  summary.set_people_with_goals(9);
  summary.set_coverage("0.75");
  summary.set_goals(14);
  summary.set_fresh(10);
  summary.set_freshness("0.714286");
  summary.set_mean_progress("0.41");
  auto& active = *summary.add_by_lifecycle();
  active.set_lifecycle(v1::GOAL_LIFECYCLE_ACTIVE);
  active.set_goals(13);
  auto& risky = *summary.add_by_health();
  risky.set_health(v1::GOAL_HEALTH_AT_RISK);
  risky.set_goals(2);
  EXPECT_EQ(Run({"summary", "--team", "billing"}).out,
            "Billing, November\n"
            "people             12\n"
            "have goals         9 (75 %)\n"
            "goals              14\n"
            "checked in lately  10 (71 %)\n"
            "mean progress      41 %\n"
            "\n"
            "GOALS THAT ARE   COUNT\n"
            "active           13\n"
            "active, at risk  2\n");
  Run({"summary", "--week"});
  EXPECT_EQ(suite_.goals.summaries.back().window(), v1::SUMMARY_WINDOW_WEEK);
  EXPECT_EQ(FromDate(suite_.goals.summaries.back().start_date()), absl::CivilDay(2026, 11, 16));
  summary.set_suppressed(true);
  EXPECT_THAT(Run({"summary"}).out, HasSubstr("Fewer than 5 people"));
}

TEST_F(GoalTest, ListsTheUsualMetrics) {
  EXPECT_EQ(Run({"metrics"}).out,
            "METRIC    TITLE                  UNIT  BETTER  LEAST  MOST  WHAT\n"
            "csat      Customer satisfaction  %     more    0\n"
            "aht       Average handling time  s     less    0\n"
            "qa_score  QA score               %     more    0\n");
}

TEST_F(GoalTest, IsCompleted) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  suite_.goals.AddMetric("kkkkk1", "csat", "Customer satisfaction");
  Run({"show", "aaaaa1"});
  const auto completed = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"complete", "--", "goal"});
    return suite_.Run(std::move(words)).out;
  };
  EXPECT_EQ(completed({"show", "aaa"}), "aaaaa1\t\n");
  EXPECT_EQ(completed({"check-in", "kk"}), "kkkkk1\t\n");
  EXPECT_EQ(completed({"check-in", "cs"}), "csat\tCustomer satisfaction\n");
  EXPECT_EQ(completed({"check-in", "csat", "--health", "at"}), "at-risk\t\n");
  EXPECT_EQ(completed({"create", "--metric", "qa"}), "qa_score\tQA score\n");
  EXPECT_EQ(completed({"list", "--state", "ac"}), "active\t\nachieved\t\n");
  EXPECT_EQ(suite_.Run({"complete", "--", "coaching", "plan", "ana", "--goal", "aa"}).out, "aaaaa1\t\n");
}

TEST_F(GoalTest, IsWhatSessionsAndActionItemsServe) {
  suite_.goals.Add("aaaaa1", "people/maria", "Happier callers");
  suite_.goals.Add("aaaaa2", "people/maria", "Faster answers");
  const std::vector<std::string> log = {
      "coaching", "log",    "ana pereira", "--held", "yesterday 15:00", "--action", "ana: call back @friday",
      "--goal",   "happier"};
  EXPECT_EQ(suite_.Run(log).code, 0);
  EXPECT_THAT(suite_.coaching.created.back().coaching_session().goals(),
              ElementsAre("goals/01jd8z3v5n7q2w4e6r8taaaaa1"));
  EXPECT_EQ(suite_.coaching.created.back().action_items(0).goal(), "goals/01jd8z3v5n7q2w4e6r8taaaaa1");
  std::vector<std::string> both = log;
  both.insert(both.end(), {"--goal", "faster"});
  EXPECT_EQ(suite_.Run(both).code, 0);
  EXPECT_EQ(suite_.coaching.created.back().coaching_session().goals_size(), 2);
  EXPECT_EQ(suite_.coaching.created.back().action_items(0).goal(), "");
  both.back() = "nothing";
  EXPECT_THAT(suite_.Run(both).err, HasSubstr("error: --goal: none of your goals is called \"nothing\""));
}

}  // namespace
}  // namespace laurel::cli
