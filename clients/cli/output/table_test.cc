#include "clients/cli/output/table.h"

#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

Table People() {
  Table table({"display_name", "title", "team"});
  table.Add({"Ana Pereira", "Agent", "Billing"});
  table.Add({"山田", "", "Chat"});
  return table;
}

TEST(Aligned, LinesUpByDisplayWidth) {
  EXPECT_EQ(Aligned(People(), {}),
            "DISPLAY NAME  TITLE  TEAM\n"
            "Ana Pereira   Agent  Billing\n"
            "山田                 Chat\n");
}

TEST(WithoutEmptyColumns, KeepsWhatShowsSomething) {
  Table table({"a", "b", "c"});
  table.Add({"x", Cell("", "for programs"), ""});
  table.Add({"", "", "y"});
  EXPECT_EQ(Aligned(WithoutEmptyColumns(table), {}), "A  C\nx\n   y\n");
}

TEST(Aligned, LeavesNoBlanksAtTheEndOfALine) {
  Table table({"a", "b"});
  table.Add({"x", ""});
  EXPECT_EQ(Aligned(table, {}), "A  B\nx\n");
}

TEST(Aligned, ShortensTheWidestColumnToTheTerminal) {
  Table table({"id", "text"});
  table.Add({"k3x9qz", "call the customer back before the weekend"});
  TableLayout layout;
  layout.width = 24;
  EXPECT_EQ(Aligned(table, layout), "ID      TEXT\nk3x9qz  call the custom…\n");
}

TEST(Aligned, NeverCutsWhatIsTypedBack) {
  Table table({"email", "title", "team"});
  table.Add({"ana.pereira@example.com", "Senior customer agent", "Billing and refunds"});
  TableLayout layout;
  layout.width = 44;
  EXPECT_EQ(Aligned(table, layout),
            "EMAIL                    TITLE     TEAM\n"
            "ana.pereira@example.com  Senior…   Billing…\n");
  layout.width = 20;
  EXPECT_EQ(Aligned(table, layout),
            "EMAIL                    TIT…  TEAM\n"
            "ana.pereira@example.com  Sen…  Bil…\n");
}

Table Goals() {
  Table table({"id", "goal", "whose", "state", "health", "progress", "until"});
  table.Add({"aaaaa1", "Every caller gets a friendly and right answer at once", "Ana Pereira", "active",
             "on track", Cell("██████████ 100 %", "1"), "Thu 31 Dec"});
  table.Add({"aaaaa2", "No open case on Friday", "Customer care Lisbon", "archived", "not updated",
             Cell("█████░░░░░ 50 %", "0.5"), "Sun 3 Jan 2027"});
  return table;
}

std::string GoalsAt(std::size_t width) {
  TableLayout layout;
  layout.width = width;
  return Aligned(Goals(), layout);
}

TEST(Aligned, LetsABarGiveWayAndNeverItsNumber) {
  EXPECT_EQ(
      GoalsAt(94),
      "ID      GOAL              WHOSE             STATE     HEALTH       PROGRESS     UNTIL\n"
      "aaaaa1  Every caller ge…  Ana Pereira       active    on track     █████ 100 %  Thu 31 Dec\n"
      "aaaaa2  No open case on…  Customer care L…  archived  not updated  ██▌░░ 50 %   Sun 3 Jan 2027\n");
}

TEST(Aligned, LeavesWholeWhatHalfOfSaysNothing) {
  EXPECT_EQ(GoalsAt(80),
            "ID      GOAL          WHOSE         STATE     HEALTH       PROG…  UNTIL\n"
            "aaaaa1  Every calle…  Ana Pereira   active    on track     100 %  Thu 31 Dec\n"
            "aaaaa2  No open cas…  Customer ca…  archived  not updated  50 %   Sun 3 Jan 2027\n");
  EXPECT_EQ(GoalsAt(60),
            "ID      GOAL     STATE    HEALTH       PROG…  UNTIL\n"
            "aaaaa1  Every…   active   on track     100 %  Thu 31 Dec\n"
            "aaaaa2  No ope…  archiv…  not updated  50 %   Sun 3 Jan 2027\n");
}

TEST(Aligned, EscapesWhatOthersWrote) {
  Table table({"text"});
  table.Add({"\x1b]0;title\x07"});
  EXPECT_EQ(Aligned(table, {}), "TEXT\n\\x1b]0;title\\x07\n");
}

TEST(Aligned, ColoursTextAndNotTheBlanks) {
  Table table({"a", "b"});
  table.Add({Cell("x", "x", Style::kBad), "y"});
  TableLayout layout;
  layout.colours = true;
  layout.titles = false;
  EXPECT_EQ(Aligned(table, layout), "\x1b[31mx\x1b[0m  y\n");
}

TEST(Csv, LeavesNumbersAlone) {
  Table table({"delta"});
  table.Add({"-10"});
  EXPECT_EQ(Csv(table), "\"delta\"\r\n\"-10\"\r\n");
}

TEST(Csv, LeavesNoFormulaToASpreadsheet) {
  Table table({"text"});
  table.Add({"=HYPERLINK(\"http://x\")"});
  table.Add({"-1+1"});
  table.Add({"1-1"});
  table.Add({"-4.35"});
  EXPECT_EQ(Csv(table),
            "\"text\"\r\n\"'=HYPERLINK(\"\"http://x\"\")\"\r\n\"'-1+1\"\r\n\"1-1\"\r\n\"-4.35\"\r\n");
}

TEST(Csv, QuotesEveryCellAndWritesTheDataOfIt) {
  Table table({"who", "when"});
  table.Add({"Ana \"the voice\" Pereira, team lead", Cell("today 15:00", "2026-11-21T15:00:00+01:00")});
  table.Add({"two\nlines", ""});
  EXPECT_EQ(Csv(table),
            "\"who\",\"when\"\r\n"
            "\"Ana \"\"the voice\"\" Pereira, team lead\",\"2026-11-21T15:00:00+01:00\"\r\n"
            "\"two\nlines\",\"\"\r\n");
}

}  // namespace
}  // namespace laurel::cli
