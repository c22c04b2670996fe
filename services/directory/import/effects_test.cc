// ImportPeople over the wire: what rows do to the directory, and which are refused.
#include "services/directory/import/import_fixture.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::HasSubstr;
using testing::Imported;
using testing::Suite;

TEST_F(Import, TakesManagersAfterTheirReports) {
  EXPECT_THAT(suite.Import(kPeople), Counts(3, 0, 0, 0));
  const v1::Person ana = Person("ana@example.com");
  EXPECT_EQ(ana.employee_number(), "3");
  EXPECT_EQ(ana.manager(), suite.Name("carla@example.com"));
  EXPECT_EQ(ana.coach(), suite.Name("carla@example.com"));
  EXPECT_EQ(ana.creator(), suite.Name(testing::kRoot));
  EXPECT_EQ(ana.state(), v1::PERSON_STATE_ACTIVE);
  EXPECT_TRUE(ana.coachable());
  EXPECT_EQ(ana.team(), Person("carla@example.com").team());
  EXPECT_EQ(Rows("team"), 1);
}

TEST_F(Import, LinesBeginOnTheHireDate) {
  suite.Given(kPeople);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM reporting_line WHERE start_date = '2020-05-01'"),
            2);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM team_membership WHERE start_date = '2020-05-01'"),
            1);
}

TEST_F(Import, ChangesOnlyWhatTheFileSays) {
  suite.Given(kPeople);
  EXPECT_THAT(suite.Import({"employee_number,title,location", "3,Senior Agent,-"}), Counts(0, 1, 0, 0));
  const v1::Person ana = Person("ana@example.com");
  EXPECT_EQ(ana.title(), "Senior Agent");
  EXPECT_EQ(ana.location(), "");
  EXPECT_EQ(ana.display_name(), "Ana");
  EXPECT_EQ(ana.manager(), suite.Name("carla@example.com"));
}

TEST_F(Import, ChangesOfLineAndTeamBeginToday) {
  suite.Given(kPeople);
  EXPECT_THAT(suite.Import({"employee_number,manager,coach,team", "3,1,-,Chat"}), Counts(0, 1, 0, 0));
  const v1::Person ana = Person("ana@example.com");
  EXPECT_EQ(ana.manager(), suite.Name("top@example.com"));
  EXPECT_EQ(ana.coach(), "");
  EXPECT_NE(ana.team(), Person("carla@example.com").team());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM reporting_line WHERE end_date = '2026-01-13'"), 2);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM team_membership WHERE end_date = '2026-01-13'"), 1);
}

TEST_F(Import, ReplacesThroughAnotherOrderOfTheLine) {
  suite.Given(kPeople);
  // top and carla change places: on the way there must be no cycle.
  EXPECT_THAT(suite.Import({"employee_number,manager", "1,2", "2,-"}), Counts(0, 2, 0, 0));
  EXPECT_EQ(Person("top@example.com").manager(), suite.Name("carla@example.com"));
}

TEST_F(Import, ListsBadRowsAndAppliesGoodOnes) {
  const Imported result = suite.Import(
      {"employee_number,email,display_name,time_zone,manager,hire_date", "1,a@example.com,A,Europe/Lisbon,,",
       "2,b@example.com,B,Europe/Atlantis,,", "3,not an address,C,,,", "4,d@example.com,D,,99,",
       ",e@example.com,E,,,", "6,f@example.com,F,,2,", "7,g@example.com,G,,6,", "8,h@example.com,,,,",
       "9,i@example.com,I,,1,31.12.2020", "10,j@example.com,J,,10,"});
  EXPECT_THAT(result, Counts(1, 0, 0, 9));
  EXPECT_THAT(result.Line(3), ErrorOn("time_zone"));
  EXPECT_THAT(result.Line(4), ErrorOn("email"));
  EXPECT_THAT(result.Line(5), ErrorOn("manager"));
  EXPECT_THAT(result.Line(6), ErrorOn("employee_number"));
  EXPECT_THAT(result.Line(7), ErrorOn("manager"));
  EXPECT_THAT(result.Line(8), ErrorOn("manager"));
  EXPECT_THAT(result.Line(9), ErrorOn("display_name"));
  EXPECT_THAT(result.Line(10), ErrorOn("hire_date"));
  EXPECT_THAT(result.Line(11), ErrorOn("manager"));
  EXPECT_EQ(Rows("person"), 2);
}

TEST_F(Import, EveryRowOfACycleIsBadAndTheRestIsGood) {
  const Imported result = suite.Import({"employee_number,email,display_name,manager", "1,a@example.com,A,3",
                                        "2,b@example.com,B,1", "3,c@example.com,C,2", "4,d@example.com,D,1",
                                        "5,e@example.com,E,"});
  EXPECT_THAT(result, Counts(1, 0, 0, 4));
  for (const std::int64_t line : {2, 3, 4})
    EXPECT_THAT(result.Line(line).reason(), HasSubstr("cycle")) << line;
  EXPECT_THAT(result.Line(5), ErrorOn("manager"));
}

TEST_F(Import, SeesACycleThatClosesOverTheDirectory) {
  suite.Given(kPeople);
  const Imported result = suite.Import({"employee_number,title,manager", "1,Boss,3"});
  EXPECT_THAT(result, Counts(0, 0, 0, 1));
  EXPECT_EQ(Person("top@example.com").title(), "Director");
}

TEST_F(Import, RefusesDoublesInTheFileAndInTheDirectory) {
  suite.Given(kPeople);
  const Imported result =
      suite.Import({"employee_number,email,display_name", "10,x@example.com,X", "10,y@example.com,Y",
                    "11,X@Example.com,Z", "12,ANA@example.com,W", "3,carla@example.com,"});
  EXPECT_THAT(result, Counts(1, 0, 0, 4));
  EXPECT_THAT(result.Line(3), ErrorOn("employee_number"));
  EXPECT_THAT(result.Line(4), ErrorOn("email"));
  EXPECT_THAT(result.Line(5), ErrorOn("email"));
  EXPECT_THAT(result.Line(6), ErrorOn("email"));
}

TEST_F(Import, GrantsAndEndsRoles) {
  suite.Given(kPeople);
  EXPECT_THAT(suite.Import({"employee_number,roles", "2,HR_ADMIN; AUDITOR"}), Counts(0, 1, 0, 0));
  EXPECT_THAT(suite.Import({"employee_number,roles", "2,AUDITOR"}), Counts(0, 1, 0, 0));
  EXPECT_THAT(suite.Import({"employee_number,roles", "2,AUDITOR"}), Counts(0, 0, 1, 0));
  const auto me = suite.As("carla@example.com", &Suite::Stub::GetMe, v1::GetMeRequest());
  ASSERT_THAT(me, IsOk());
  EXPECT_THAT(me->roles(), ::testing::ElementsAre(v1::ROLE_AUDITOR));
}

TEST_F(Import, NobodyGrantsARoleToThemselves) {
  suite.Given(kPeople);
  suite.Given({"employee_number,roles", "2,HR_ADMIN"});
  const Imported result = suite.Import({"employee_number,roles", "2,HR_ADMIN;AUDITOR"}, "carla@example.com");
  EXPECT_THAT(result, Counts(0, 0, 0, 1));
  EXPECT_THAT(result.Line(2).reason(), HasSubstr("SELF_GRANT"));
}

TEST_F(Import, SomebodyStaysHrAdmin) {
  suite.Given(kPeople);
  suite.Given({"employee_number,email,roles", "77,root@example.com,HR_ADMIN"});
  EXPECT_THAT(suite.Import({"employee_number,roles", "77,-"}).Line(2), ErrorOn("roles"));
  EXPECT_THAT(suite.Import({"employee_number,state", "77,LEFT"}).Line(2), ErrorOn("state"));
  const Imported result = suite.Import({"employee_number,leave_date", "77,2026-03-01"});
  EXPECT_THAT(result.Line(2), ErrorOn("leave_date"));
  EXPECT_THAT(result.Line(2).reason(), HasSubstr("LAST_HR_ADMIN"));

  // Two who take it from each other, or leave, in one file.
  suite.Given({"employee_number,roles", "2,HR_ADMIN"});
  EXPECT_THAT(suite.Import({"employee_number,roles,leave_date", "2,-,", "77,,2026-03-01"}),
              Counts(0, 0, 0, 2));
  EXPECT_THAT(suite.Import({"employee_number,roles", "77,-"}), Counts(0, 1, 0, 0));
  EXPECT_THAT(suite.Import({"employee_number,roles", "2,-"}, "carla@example.com"), Counts(0, 0, 0, 1));
}

TEST_F(Import, WhoIsToLeaveDoesNotStayHrAdmin) {
  suite.Given(kPeople);
  suite.Given({"employee_number,roles,leave_date", "2,HR_ADMIN,2026-03-01"});
  suite.Given({"employee_number,email", "77,root@example.com"});
  EXPECT_THAT(suite.Import({"employee_number,state", "77,LEFT"}).Line(2), ErrorOn("state"));
  // A leaving that is known may be moved as long as somebody stays.
  EXPECT_THAT(suite.Import({"employee_number,leave_date", "2,2026-02-01"}), Counts(0, 1, 0, 0));
}

TEST_F(Import, AdoptsTheFirstAdministratorByEmail) {
  EXPECT_THAT(
      suite.Import({"employee_number,email,display_name,roles", "77,Root@Example.com,Rut Root,HR_ADMIN"}),
      Counts(0, 1, 0, 0));
  EXPECT_EQ(Person(testing::kRoot).employee_number(), "77");
  EXPECT_EQ(Person(testing::kRoot).display_name(), "Rut Root");
  EXPECT_EQ(Rows("person"), 1);
}

TEST_F(Import, ALeaveDateEndsSignInOnItsDay) {
  suite.Given(kPeople);
  EXPECT_THAT(suite.Import({"employee_number,leave_date", "3,2026-01-16"}), Counts(0, 1, 0, 0));
  EXPECT_EQ(Person("ana@example.com").state(), v1::PERSON_STATE_ACTIVE);
  EXPECT_EQ(Person("ana@example.com").leave_date().day(), 16);
  EXPECT_THAT(suite.As("ana@example.com", &Suite::Stub::GetMe, v1::GetMeRequest()), IsOk());
  suite.clock.Advance(absl::Hours(48));
  suite.organization.Touch(suite.clock.Now());
  EXPECT_EQ(Person("ana@example.com").state(), v1::PERSON_STATE_LEFT);
  EXPECT_THAT(suite.As("ana@example.com", &Suite::Stub::GetMe, v1::GetMeRequest()),
              StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(suite.Import({"employee_number,leave_date", "3,2026-01-16"}), Counts(0, 0, 1, 0));
}

}  // namespace
}  // namespace laurel::directory
