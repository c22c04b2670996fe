#include "clients/cli/views/goal_view.h"

#include "clients/cli/views/key_result_view.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using ::testing::HasSubstr;

Here Saturday() {
  Here here;
  here.zone = *FindTimeZone("Europe/Madrid");
  here.now = absl::FromCivil(absl::CivilMinute(2026, 11, 21, 16, 20), here.zone);
  return here;
}

const Names kNobody;
const Here kHere = Saturday();

GoalReader AtATerminal(std::size_t columns) { return {kNobody, kHere, Drawing::kBlocks, columns}; }
GoalReader InAPipe() { return {kNobody, kHere, Drawing::kPlain, 0}; }

KeyResult Csat() {
  KeyResult one;
  one.set_name("goals/1/keyResults/2");
  one.set_title("CSAT");
  one.set_unit("%");
  one.set_direction(v1::DIRECTION_INCREASE);
  one.set_baseline("80");
  one.set_target("90");
  return one;
}

// Newest first, as the service lists them.
std::vector<CheckIn> Values(const std::vector<std::string>& values) {
  std::vector<CheckIn> all;
  for (const std::string& value : values) {
    CheckIn& one = all.emplace_back();
    one.set_key_result("goals/1/keyResults/2");
    one.set_value(value);
  }
  return all;
}

TEST(ProgressPercent, IsWholeWhenItIs) {
  EXPECT_EQ(ProgressPercent("1"), "100 %");
  EXPECT_EQ(ProgressPercent("0.999999"), "99 %");
  EXPECT_EQ(ProgressPercent("0.29"), "29 %");
  EXPECT_EQ(ProgressPercent("0.57"), "57 %");
  EXPECT_EQ(ProgressPercent("0"), "0 %");
  EXPECT_EQ(ProgressPercent(""), "");
}

TEST(ProgressCell, FitsTheTerminal) {
  EXPECT_EQ(ProgressCell("0.5", AtATerminal(40)).shown, "██▌░░ 50 %");
  EXPECT_EQ(ProgressCell("0.5", AtATerminal(80)).shown, "█████░░░░░ 50 %");
  EXPECT_EQ(ProgressCell("0.5", InAPipe()).shown, "[####----] 50 %");
  EXPECT_EQ(ProgressCell("0.5", InAPipe()).data, "0.5");
}

TEST(TrendCell, DrawsTheLastValuesOldestFirst) {
  EXPECT_EQ(TrendCell(Csat(), Values({"90", "85", "80"}), AtATerminal(80)).shown, "▁▅█ better");
  EXPECT_EQ(TrendCell(Csat(), Values({"90", "85", "80"}), InAPipe()).shown, "80 85 90 better");
  EXPECT_EQ(TrendCell(Csat(), Values({"85"}), InAPipe()).shown, "85");
  EXPECT_EQ(TrendCell(Csat(), {}, InAPipe()).shown, "");
}

TEST(TrendCell, KnowsWhichWayIsBetter) {
  KeyResult handling = Csat();
  handling.set_direction(v1::DIRECTION_DECREASE);
  EXPECT_EQ(TrendCell(handling, Values({"400", "420"}), InAPipe()).shown, "420 400 better");
  EXPECT_EQ(TrendCell(Csat(), Values({"79", "85"}), InAPipe()).shown, "85 79 worse");
  EXPECT_EQ(TrendCell(Csat(), Values({"79", "85"}), InAPipe()).style, Style::kBad);
  EXPECT_EQ(TrendCell(Csat(), Values({"85.0", "85"}), InAPipe()).shown, "85 85.0 same");
}

TEST(TrendCell, LeavesOutWhatIsSupersededAndWhatIsOfOthers) {
  std::vector<CheckIn> all = Values({"90", "9", "80", "1"});
  all[1].set_superseded_by("goals/1/checkIns/7");
  all[3].set_key_result("goals/1/keyResults/3");
  EXPECT_EQ(TrendCell(Csat(), all, InAPipe()).shown, "80 90 better");
}

TEST(TrendCell, DrawsFewerOnANarrowTerminal) {
  const std::vector<CheckIn> many = Values(std::vector<std::string>(40, "85"));
  EXPECT_EQ(TrendCell(Csat(), many, AtATerminal(60)).shown, "▄▄▄▄▄▄ same");
  EXPECT_EQ(TrendCell(Csat(), many, AtATerminal(100)).shown, "▄▄▄▄▄▄▄▄▄▄▄▄ same");
}

TEST(CheckInPhrase, SaysWhatWasMeasuredAndHowItStands) {
  Goal goal;
  *goal.add_key_results() = Csat();
  CheckIn one = Values({"87.5"}).front();
  one.set_health(v1::GOAL_HEALTH_ON_TRACK);
  one.set_confidence(0);
  EXPECT_EQ(CheckInPhrase(one, goal), "CSAT 87.5 %, on track, confidence 0");
  goal.mutable_key_results(0)->set_kind(v1::KEY_RESULT_KIND_BINARY);
  one.set_value("1");
  EXPECT_EQ(CheckInPhrase(one, goal), "CSAT done, on track, confidence 0");
  one.clear_value();
  EXPECT_EQ(CheckInPhrase(one, goal), "on track, confidence 0");
}

TEST(TreeTable, ShowsOfWhatIsNotForTheReaderItsProgressAlone) {
  GoalNode root;
  root.set_name("goals/01jd8z3v5n7q2w4e6r8taaaaa1");
  root.set_title("Happier callers");
  root.set_level(v1::GOAL_LEVEL_COMPANY);
  root.set_lifecycle(v1::GOAL_LIFECYCLE_ACTIVE);
  root.set_health(v1::GOAL_HEALTH_AT_RISK);
  root.set_progress("0.25");
  GoalNode withheld;
  withheld.set_parent(root.name());
  withheld.set_depth(1);
  withheld.set_progress("0.5");
  withheld.set_weight("2");
  const Table tree = TreeTable({root, withheld}, InAPipe());
  EXPECT_EQ(Aligned(WithoutEmptyColumns(tree), {}),
            "GOAL                     PROGRESS         HEALTH   WEIGHT  ID\n"
            "Happier callers          [##------] 25 %  at risk          aaaaa1\n"
            "  (not for you to read)  [####----] 50 %           2\n");
  EXPECT_THAT(Csv(tree),
              HasSubstr("\"\",\"0.5\",\"\",\"\",\"\",\"2\",\"\",\"goals/01jd8z3v5n7q2w4e6r8taaaaa1\",\"1\""));
}

TEST(TreeTable, SaysWhichPartsDoNotCount) {
  std::vector<GoalNode> nodes;
  for (const auto lifecycle : {v1::GOAL_LIFECYCLE_ARCHIVED, v1::GOAL_LIFECYCLE_ARCHIVED,
                               v1::GOAL_LIFECYCLE_CANCELLED, v1::GOAL_LIFECYCLE_ACHIEVED}) {
    GoalNode& node = nodes.emplace_back();
    node.set_title("X");
    node.set_level(v1::GOAL_LEVEL_PERSON);
    node.set_lifecycle(lifecycle);
    node.set_depth(nodes.size() == 1 ? 0 : 1);
  }
  const Table tree = TreeTable(nodes, InAPipe());
  std::vector<std::string> shown;
  for (const auto& row : tree.rows()) shown.push_back(row[3].shown);
  EXPECT_THAT(shown, ::testing::ElementsAre("archived", "archived, does not count",
                                            "cancelled, does not count", "achieved"));
  EXPECT_EQ(tree.rows()[1][3].data, "archived");
}

// What is said of a goal that is long, of long names, on a terminal of so many columns.
std::string ListedAt(std::size_t columns) {
  Goal goal;
  goal.set_name("goals/01jd8z3v5n7q2w4e6r8taaaaa1");
  goal.set_title("Every caller gets a friendly and right answer at once");
  goal.set_level(v1::GOAL_LEVEL_COMPANY);
  goal.set_lifecycle(v1::GOAL_LIFECYCLE_ACTIVE);
  goal.set_health(v1::GOAL_HEALTH_NOT_UPDATED);
  goal.set_progress("0.5");
  *goal.mutable_end_date() = ToDate(absl::CivilDay(2027, 1, 3));
  TableLayout layout;
  layout.width = columns;
  return Aligned(GoalTable({goal}, AtATerminal(columns)), layout);
}

TEST(GoalTable, KeepsNumberHealthAndEndOnANarrowTerminal) {
  for (const std::size_t columns : {60, 80}) {
    for (const char* whole : {"aaaaa1", "50 %", "not updated", "Sun 3 Jan"}) {
      EXPECT_THAT(ListedAt(columns), HasSubstr(whole)) << columns;
    }
    EXPECT_EQ(ListedAt(columns).find("…  50 %"), std::string::npos);
  }
}

TEST(TreeTable, KeepsNumberAndHealthOnANarrowTerminal) {
  GoalNode node;
  node.set_name("goals/01jd8z3v5n7q2w4e6r8taaaaa1");
  node.set_title("Every caller gets a friendly and right answer at once");
  node.set_level(v1::GOAL_LEVEL_COMPANY);
  node.set_lifecycle(v1::GOAL_LIFECYCLE_ACTIVE);
  node.set_health(v1::GOAL_HEALTH_NOT_UPDATED);
  node.set_progress("1");
  for (const std::size_t columns : {40, 60, 80}) {
    TableLayout layout;
    layout.width = columns;
    const std::string tree = Aligned(WithoutEmptyColumns(TreeTable({node}, AtATerminal(columns))), layout);
    for (const char* whole : {"aaaaa1", "100 %", "not updated"}) EXPECT_THAT(tree, HasSubstr(whole));
  }
}

TEST(TreeTable, TellsASummaryFromWhatIsNotRead) {
  GoalNode summary;
  summary.set_name("goals/01jd8z3v5n7q2w4e6r8taaaaa1");
  summary.set_level(v1::GOAL_LEVEL_PERSON);
  summary.set_lifecycle(v1::GOAL_LIFECYCLE_ACTIVE);
  summary.set_health(v1::GOAL_HEALTH_AT_RISK);
  EXPECT_TRUE(IsReadable(summary));
  EXPECT_EQ(Aligned(WithoutEmptyColumns(TreeTable({summary}, InAPipe())), {}),
            "GOAL              HEALTH   ID\n"
            "(title withheld)  at risk  aaaaa1\n");
  EXPECT_EQ(TitleOf(GoalNode()), "(not for you to read)");
}

// A row of the table "Who may do what": owner, who made it, line manager, chain above, coach, team member,
// HR_ADMIN, AUDITOR, nobody; F in full, S how it stands. Read back from the sentence.
std::string RowSaid(const Goal& goal) {
  const std::string said = ReadersSentence(goal);
  if (said == "Everybody can read it.") return "FFFFFFFFF";
  const std::string full = said.substr(0, said.find(';'));
  const auto names = [&](std::string_view word) { return full.find(word) != std::string::npos; };
  const bool above = names("everybody above");
  std::string row;
  for (const bool reads :
       {names("owner"), names("proposed it") || names("made it"), above || names("manager"), above,
        names("coaches"), names("the team"), names("HR")}) {
    row += reads ? 'F' : '-';
  }
  const bool stands = said.find("; auditors see how it stands") != std::string::npos;
  return row + (names("auditors") ? 'F' : stands ? 'S' : '-') + '-';
}

Goal OfLevel(v1::GoalLevel level, v1::GoalVisibility visibility,
             v1::GoalLifecycle lifecycle = v1::GOAL_LIFECYCLE_ACTIVE) {
  Goal goal;
  goal.set_level(level);
  goal.set_visibility(visibility);
  goal.set_lifecycle(lifecycle);
  goal.set_team("teams/1");
  return goal;
}

TEST(ReadersSentence, NamesAllWhoReadIt) {
  const auto person = [](v1::GoalVisibility v) { return RowSaid(OfLevel(v1::GOAL_LEVEL_PERSON, v)); };
  EXPECT_EQ(person(v1::GOAL_VISIBILITY_PUBLIC), "FFFFFFFFF");
  EXPECT_EQ(person(v1::GOAL_VISIBILITY_TEAM), "F-FFFFFS-");
  EXPECT_EQ(person(v1::GOAL_VISIBILITY_PRIVATE), "F-F----S-");
  for (const auto level : {v1::GOAL_LEVEL_TEAM, v1::GOAL_LEVEL_COMPANY}) {
    const auto row = [level](v1::GoalVisibility v) { return RowSaid(OfLevel(level, v)); };
    EXPECT_EQ(row(v1::GOAL_VISIBILITY_PUBLIC), "FFFFFFFFF");
    EXPECT_EQ(row(v1::GOAL_VISIBILITY_TEAM), "F-FF-FFF-");
    EXPECT_EQ(row(v1::GOAL_VISIBILITY_PRIVATE), "F-FF--FF-");
  }
}

TEST(ReadersSentence, NamesWhoReadsItBeforeItIsActive) {
  for (const auto visibility :
       {v1::GOAL_VISIBILITY_PUBLIC, v1::GOAL_VISIBILITY_TEAM, v1::GOAL_VISIBILITY_PRIVATE}) {
    const auto row = [visibility](v1::GoalLevel level, v1::GoalLifecycle lifecycle) {
      return RowSaid(OfLevel(level, visibility, lifecycle));
    };
    EXPECT_EQ(row(v1::GOAL_LEVEL_PERSON, v1::GOAL_LIFECYCLE_PROPOSED), "FF-------");
    EXPECT_EQ(row(v1::GOAL_LEVEL_PERSON, v1::GOAL_LIFECYCLE_DRAFT), "F--------");
    EXPECT_EQ(row(v1::GOAL_LEVEL_TEAM, v1::GOAL_LIFECYCLE_DRAFT), "FF-------");
    EXPECT_EQ(row(v1::GOAL_LEVEL_COMPANY, v1::GOAL_LIFECYCLE_DRAFT), "FF-------");
  }
}

TEST(ReadersSentence, IsOne) {
  Goal goal = OfLevel(v1::GOAL_LEVEL_PERSON, v1::GOAL_VISIBILITY_TEAM);
  EXPECT_EQ(ReadersSentence(goal),
            "Its owner, the team, coaches, everybody above the owner and HR can read it; auditors see how it "
            "stands.");
  goal.set_visibility(v1::GOAL_VISIBILITY_PRIVATE);
  EXPECT_EQ(ReadersSentence(goal), "Its owner and their manager can read it; auditors see how it stands.");
  goal.set_level(v1::GOAL_LEVEL_COMPANY);
  EXPECT_EQ(ReadersSentence(goal), "Its owners, everybody above an owner, HR and auditors can read it.");
  goal.set_visibility(v1::GOAL_VISIBILITY_TEAM);
  goal.clear_team();
  EXPECT_EQ(ReadersSentence(goal), "Its owners, everybody above an owner, HR and auditors can read it.");
}

TEST(HealthCell, IsAWordInAColour) {
  EXPECT_EQ(HealthCell(v1::GOAL_HEALTH_ON_TRACK).style, Style::kGood);
  EXPECT_EQ(HealthCell(v1::GOAL_HEALTH_AT_RISK).style, Style::kWarning);
  EXPECT_EQ(HealthCell(v1::GOAL_HEALTH_OFF_TRACK).style, Style::kBad);
  EXPECT_EQ(HealthCell(v1::GOAL_HEALTH_NOT_UPDATED).shown, "not updated");
}

}  // namespace
}  // namespace laurel::cli
