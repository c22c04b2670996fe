#include "services/directory/import/plan/plan.h"

#include <gmock/gmock.h>

#include "common/testing/fake_clock.h"
#include "common/time/convert.h"

namespace laurel::directory::import {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Row NewPerson(std::int64_t line, const std::string& number, const std::string& manager = "") {
  Row row;
  row.line_number = line;
  row.employee_number = number;
  row.email = {.given = true, .value = number + "@example.com"};
  row.display_name = {.given = true, .value = "P " + number};
  if (!manager.empty()) row.manager = {.given = true, .value = manager};
  return row;
}

Plan Planned(const std::vector<Row>& rows) {
  const State empty;
  return MakePlan(empty, rows, {.person = "caller", .now = laurel::testing::FakeClock().Now()});
}

TEST(Plan, AppliesManagersBeforeTheirReports) {
  const std::vector<Row> rows{NewPerson(2, "c", "b"), NewPerson(3, "b", "a"), NewPerson(4, "d", "b"),
                              NewPerson(5, "a")};
  EXPECT_THAT(Planned(rows).ToApply(), ElementsAre(3, 1, 0, 2));
}

TEST(Plan, RefusesWhateverHangsFromABadRow) {
  Row bad = NewPerson(2, "a");
  bad.display_name = {};
  const std::vector<Row> rows{bad, NewPerson(3, "b", "a"), NewPerson(4, "c", "b")};
  const Plan plan = Planned(rows);
  EXPECT_THAT(plan.ToApply(), IsEmpty());
  EXPECT_EQ(plan.rows[2].problem->column, "manager");
}

TEST(Plan, ResolvesManagersByTheEmailOfTheirRow) {
  const std::vector<Row> rows{NewPerson(2, "b", "A@example.com"), NewPerson(3, "a")};
  const Plan plan = Planned(rows);
  EXPECT_EQ(plan.rows[0].manager->person, plan.rows[1].person);
}

TEST(Plan, MakesATeamOnceFromTheDayOfItsFirstMember) {
  std::vector<Row> rows{NewPerson(2, "a"), NewPerson(3, "b"), NewPerson(4, "c")};
  rows[0].team = {.given = true, .value = "Voice"};
  rows[1].team = {.given = true, .value = "VOICE"};
  rows[1].hire_date = {.given = true, .value = absl::CivilDay(2020, 1, 1)};
  // A bad row does not make the team older.
  rows[2].team = {.given = true, .value = "Voice"};
  rows[2].hire_date = {.given = true, .value = absl::CivilDay(2010, 1, 1)};
  rows[2].display_name = {};
  const Plan plan = Planned(rows);
  ASSERT_EQ(plan.teams.size(), 1U);
  EXPECT_EQ(plan.teams[0].display_name, "Voice");
  EXPECT_EQ(plan.teams[0].start_day, DayNumber(absl::CivilDay(2020, 1, 1)));
}

TEST(Plan, BeginsNewPeopleOnTheirHireDateOrToday) {
  std::vector<Row> rows{NewPerson(2, "a", "b"), NewPerson(3, "b")};
  rows[0].hire_date = {.given = true, .value = absl::CivilDay(2020, 1, 1)};
  rows[1].time_zone = {.given = true, .value = "Pacific/Kiritimati"};  // UTC+14: tomorrow already
  const Plan plan = Planned(rows);
  EXPECT_EQ(plan.rows[0].line_edits[0].record.start_day(), DayNumber(absl::CivilDay(2020, 1, 1)));
  EXPECT_EQ(plan.rows[1].statuses_after[0].start_day(), DayNumber(absl::CivilDay(2026, 1, 15)));
}

TEST(Plan, WarnsOfAManagerWhoHasLeft) {
  std::vector<Row> rows{NewPerson(2, "a", "b"), NewPerson(3, "b")};
  rows[1].state = v1::PERSON_STATE_LEFT;
  const Plan plan = Planned(rows);
  EXPECT_TRUE(plan.rows[0].good());
  ASSERT_EQ(plan.rows[0].warnings.size(), 1U);
  EXPECT_EQ(plan.rows[0].warnings[0].column, "manager");
}

}  // namespace
}  // namespace laurel::directory::import
