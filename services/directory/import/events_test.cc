// What an import tells, and what it does about those who have left.
#include "services/directory/import/import_fixture.h"
#include "services/directory/testing/told.h"

namespace laurel::directory {
namespace {

using ::testing::ElementsAre;
using testing::Imported;
using ::testing::IsEmpty;
using testing::ToldOf;

TEST_F(Import, TellsWhomItMakes) {
  suite.Given(kPeople);
  EXPECT_THAT(ToldOf(suite.database, suite.Name("ana@example.com")), ElementsAre("person.created"));
  const std::string team = Person("ana@example.com").team();
  EXPECT_THAT(ToldOf(suite.database, team),
              ElementsAre("team.created", "team.changed members", "team.changed members"));
}

TEST_F(Import, TellsWhatItChangesAndNothingElse) {
  suite.Given(kPeople);
  suite.Given({"employee_number,title,manager,coach,coachable,state", "3,Senior Agent,1,-,no,ON_LEAVE",
               "2,Manager,,,,"});
  EXPECT_THAT(
      ToldOf(suite.database, suite.Name("ana@example.com")),
      ElementsAre("person.created", "person.on_leave", "person.changed title,manager,coach,coachable"));
  EXPECT_THAT(ToldOf(suite.database, suite.Name("carla@example.com")), ElementsAre("person.created"));
  suite.Given({"employee_number,state", "3,ACTIVE"});
  EXPECT_EQ(ToldOf(suite.database, suite.Name("ana@example.com")).back(), "person.returned");
  EXPECT_EQ(Rows("person_status_change"), 2);
}

TEST_F(Import, ADryRunTellsNothing) {
  suite.Import(kPeople, testing::kRoot, /*validate_only=*/true);
  EXPECT_EQ(Rows("event_pending WHERE type LIKE 'team.%'") + Rows("event WHERE type LIKE 'team.%'"), 0);
}

TEST_F(Import, ALeavingOfTodayHasItsConsequencesWithTheImport) {
  suite.Given(kPeople);
  suite.Given({"employee_number,leave_date", "2,2026-01-10"});
  EXPECT_EQ(Person("ana@example.com").manager(), suite.Name("top@example.com"));
  EXPECT_EQ(Person("ana@example.com").coach(), "");
  EXPECT_THAT(ToldOf(suite.database, suite.Name("carla@example.com")),
              ElementsAre("person.created", "person.left"));
  EXPECT_THAT(ToldOf(suite.database, suite.Name("ana@example.com")),
              ElementsAre("person.created", "person.changed coach,manager"));
}

TEST_F(Import, AFileThatStillNamesALeaverChangesNothingMore) {
  Lines lines = kPeople;
  lines[0] += ",leave_date";
  lines[1] += ",";
  lines[2] += ",2026-01-10";
  lines[3] += ",";
  suite.Given(lines);
  EXPECT_EQ(Person("ana@example.com").manager(), suite.Name("top@example.com"));
  EXPECT_EQ(Person("ana@example.com").coach(), "");
  EXPECT_THAT(suite.Import(lines), Counts(0, 0, 3, 0));
  EXPECT_THAT(ToldOf(suite.database, suite.Name("carla@example.com")),
              ElementsAre("person.created", "person.left"));
}

TEST_F(Import, SomebodyNewUnderALeaverGoesToTheLeaversManager) {
  suite.Given(kPeople);
  suite.Given({"employee_number,state", "2,LEFT"});
  const Imported result = suite.Import(
      {"employee_number,email,display_name,manager,hire_date", "9,new@example.com,New,2,2026-01-01"});
  EXPECT_THAT(result, Counts(1, 0, 0, 0));
  ASSERT_EQ(result.rows.size(), 5U);  // created, a warning, three who are missing
  EXPECT_EQ(Person("new@example.com").manager(), suite.Name("top@example.com"));
}

TEST_F(Import, SomebodyBackFromALeavingIsTold) {
  suite.Given(kPeople);
  suite.Given({"employee_number,state", "2,LEFT"});
  suite.Given({"employee_number,state", "2,ACTIVE"});
  EXPECT_THAT(ToldOf(suite.database, suite.Name("carla@example.com")),
              ElementsAre("person.created", "person.left", "person.reinstated"));
  EXPECT_EQ(Person("ana@example.com").manager(), suite.Name("top@example.com"));
}

TEST_F(Import, WhoseLeavingIsStillToComeIsNotTold) {
  suite.Given(kPeople);
  suite.Given({"employee_number,leave_date", "2,2026-02-01"});
  suite.Given({"employee_number,leave_date", "2,-"});
  EXPECT_THAT(ToldOf(suite.database, suite.Name("carla@example.com")), ElementsAre("person.created"));
  EXPECT_EQ(Person("ana@example.com").manager(), suite.Name("carla@example.com"));
}

}  // namespace
}  // namespace laurel::directory
