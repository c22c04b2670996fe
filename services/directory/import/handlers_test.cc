// ImportPeople over the wire.
#include "services/directory/import/handlers.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/directory/testing/suite.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::HasSubstr;
using testing::Imported;
using ::testing::IsEmpty;
using testing::Suite;

using Lines = std::vector<std::string>;

// created, updated, unchanged, errors: missing is asked for where it matters.
MATCHER_P4(Counts, created, updated, unchanged, errors, "") {
  *result_listener << arg.status << " " << arg.summary.ShortDebugString();
  for (const auto& row : arg.rows) *result_listener << "\n" << row.ShortDebugString();
  return arg.status.ok() && arg.summary.created() == created && arg.summary.updated() == updated &&
         arg.summary.unchanged() == unchanged && arg.summary.errors() == errors;
}

MATCHER_P(ErrorOn, column, "") {
  *result_listener << arg.ShortDebugString();
  return arg.outcome() == v1::IMPORT_OUTCOME_ERROR && arg.column() == column;
}

const Lines kPeople{
    "employee_number,email,display_name,title,team,team_role,manager,coach,location,time_zone,hire_date,"
    "coachable",
    "3,ana@example.com,Ana,Agent,Voice,,carla@example.com,2,Lisbon,Europe/Lisbon,2020-05-01,yes",
    "2,carla@example.com,Carla,Manager,Voice,LEAD,1,,Lisbon,Europe/Lisbon,2019-01-01,no",
    "1,top@example.com,Top,Director,,,,,Lisbon,Europe/Lisbon,2018-01-01,no"};

class Import : public ::testing::Test {
 protected:
  v1::Person Person(std::string_view email) {
    const auto person = suite.Get(testing::kRoot, email);
    EXPECT_THAT(person, IsOk()) << email;
    return person.value_or(v1::Person());
  }
  std::int64_t Rows(std::string_view table) {
    return suite.database.QueryInt("SELECT COUNT(*) FROM " + std::string(table));
  }

  Suite suite;
};

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

TEST_F(Import, TheSameFileAgainChangesNothing) {
  suite.Given(kPeople);
  const std::int64_t changes = Rows("organization_change");
  const std::int64_t audit = Rows("audit_record");
  const Imported again = suite.Import(kPeople);
  EXPECT_THAT(again, Counts(0, 0, 3, 0));
  EXPECT_EQ(again.summary.missing(), 1);  // root
  EXPECT_EQ(Rows("organization_change"), changes);
  EXPECT_EQ(Rows("audit_record"), audit);
}

TEST_F(Import, TheSameFileAMonthLaterChangesNothing) {
  suite.Given(kPeople);
  suite.clock.Advance(absl::Hours(24 * 31));
  suite.feed->CatchUp(0);
  EXPECT_THAT(suite.Import(kPeople), Counts(0, 0, 3, 0));
}

TEST_F(Import, DryRunTellsAndChangesNothing) {
  const Imported dry = suite.Import(kPeople, testing::kRoot, /*validate_only=*/true);
  EXPECT_THAT(dry, Counts(3, 0, 0, 0));
  EXPECT_EQ(Rows("person"), 1);
  EXPECT_THAT(suite.Import(kPeople), Counts(3, 0, 0, 0));
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

TEST_F(Import, IsForHrAdmins) {
  suite.Given(kPeople);
  EXPECT_THAT(suite.Import(kPeople, "ana@example.com").status, StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(Import, BeginsWithItsOptions) {
  const auto context = laurel::testing::CallAs(testing::kRoot);
  const auto stream = suite.stub().ImportPeople(context.get());
  v1::ImportPeopleRequest request;
  request.mutable_row()->set_employee_number("1");
  stream->Write(request);
  stream->WritesDone();
  EXPECT_THAT(rpc::FromWire(stream->Finish()), laurel::testing::ViolatesField("options"));
}

TEST_F(Import, OneAtATime) {
  const auto context = laurel::testing::CallAs(testing::kRoot);
  const auto stream = suite.stub().ImportPeople(context.get());
  v1::ImportPeopleRequest request;
  request.mutable_options();
  stream->Write(request);
  // A bad row is answered at once: then the first import holds the lease.
  request.mutable_row()->set_line_number(2);
  stream->Write(request);
  v1::ImportPeopleResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_THAT(suite.Import(kPeople).status, StatusIs(absl::StatusCode::kAborted, "IMPORT_RUNNING"));
  stream->WritesDone();
  while (stream->Read(&response)) {
  }
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_THAT(suite.Import(kPeople), Counts(3, 0, 0, 0));
}

TEST_F(Import, GoesOnWhenTheOrganisationChangesUnderIt) {
  Lines lines{"employee_number,email,display_name,manager"};
  for (int i = 1; i <= 1'000; ++i)
    lines.push_back(fmt::format("{},p{}@example.com,P {},{}", i, i, i, i > 1 ? "1" : ""));
  suite.Given({"employee_number,email,display_name", "a,ana@example.com,Ana", "b,ben@example.com,Ben"});
  Imported result;
  std::thread import([&] { result = suite.Import(lines); });
  for (int i = 0; i < 20; ++i) {
    EXPECT_THAT(
        suite.SetManager("ana@example.com", i % 2 == 0 ? "ben@example.com" : "", absl::CivilDay(2026, 1, 1)),
        IsOk());
  }
  import.join();
  EXPECT_THAT(result, Counts(1'000, 0, 0, 0));
  EXPECT_EQ(Rows("person"), 1'003);
  EXPECT_EQ(
      suite.database.QueryInt("SELECT COUNT(*) FROM reporting_line WHERE manager = ?",
                              {std::string(api::ResourcePattern::LastId(suite.Name("p1@example.com")))}),
      999);
}

TEST_F(Import, VersionsHaveNoGap) {
  suite.Given(kPeople);
  EXPECT_EQ(suite.database.QueryInt("SELECT MAX(version) - COUNT(*) FROM organization_change"), 0);
  EXPECT_EQ(suite.database.QueryInt("SELECT version FROM organization_guard"), Rows("organization_change"));
}

}  // namespace
}  // namespace laurel::directory
