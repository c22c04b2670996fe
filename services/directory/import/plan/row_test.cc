#include "services/directory/import/plan/row.h"

#include <gmock/gmock.h>

namespace laurel::directory::import {
namespace {

using ::testing::ElementsAre;

v1::ImportPeopleRow Ana() {
  v1::ImportPeopleRow cells;
  cells.set_line_number(2);
  cells.set_employee_number("1001");
  cells.set_email("ana@example.com");
  cells.set_display_name("Ana Ruiz");
  return cells;
}

Row Good(const v1::ImportPeopleRow& cells) { return std::get<Row>(Read(cells)); }

std::string FirstColumn(const v1::ImportPeopleRow& cells) {
  const auto row = Read(cells);
  const auto* problems = std::get_if<Problems>(&row);
  return problems == nullptr ? "" : problems->front().column;
}

TEST(Row, LeavesEmptyCellsUnchanged) {
  const Row row = Good(Ana());
  EXPECT_EQ(row.employee_number, "1001");
  EXPECT_FALSE(row.title.given);
  EXPECT_FALSE(row.hire_date.given);
  EXPECT_FALSE(row.roles.given);
  EXPECT_FALSE(row.coachable.has_value());
}

TEST(Row, ClearsWithADash) {
  v1::ImportPeopleRow cells = Ana();
  cells.set_title("-");
  cells.set_manager("-");
  cells.set_leave_date("-");
  cells.set_roles("-");
  const Row row = Good(cells);
  EXPECT_TRUE(row.title.given && !row.title.value.has_value());
  EXPECT_TRUE(row.manager.given && !row.manager.value.has_value());
  EXPECT_TRUE(row.leave_date.given && !row.leave_date.value.has_value());
  EXPECT_TRUE(row.roles.given && !row.roles.value.has_value());
}

TEST(Row, TakesWordsInAnyCase) {
  v1::ImportPeopleRow cells = Ana();
  cells.set_state("on_leave");
  cells.set_coachable("YES");
  cells.set_team_role("Lead");
  cells.set_roles("auditor; HR_ADMIN ;AUDITOR");
  const Row row = Good(cells);
  EXPECT_EQ(row.state, v1::PERSON_STATE_ON_LEAVE);
  EXPECT_EQ(row.coachable, true);
  EXPECT_EQ(row.team_role, v1::TEAM_ROLE_LEAD);
  EXPECT_THAT(*row.roles.value, ElementsAre(v1::ROLE_HR_ADMIN, v1::ROLE_AUDITOR));
}

TEST(Row, NamesTheColumnThatIsWrong) {
  const auto with = [](auto set) {
    v1::ImportPeopleRow cells = Ana();
    set(cells);
    return FirstColumn(cells);
  };
  EXPECT_EQ(with([](auto& c) { c.clear_employee_number(); }), "employee_number");
  EXPECT_EQ(with([](auto& c) { c.set_email("ana"); }), "email");
  EXPECT_EQ(with([](auto& c) { c.set_email("-"); }), "email");
  EXPECT_EQ(with([](auto& c) { c.set_display_name(std::string(121, 'a')); }), "display_name");
  EXPECT_EQ(with([](auto& c) { c.set_time_zone("Europe/Atlantis"); }), "time_zone");
  EXPECT_EQ(with([](auto& c) { c.set_hire_date("28.02.2026"); }), "hire_date");
  EXPECT_EQ(with([](auto& c) { c.set_leave_date("2026-02-29"); }), "leave_date");
  EXPECT_EQ(with([](auto& c) { c.set_state("GONE"); }), "state");
  EXPECT_EQ(with([](auto& c) { c.set_coachable("perhaps"); }), "coachable");
  EXPECT_EQ(with([](auto& c) { c.set_team_role("BOSS"); }), "team_role");
  EXPECT_EQ(with([](auto& c) { c.set_roles("HR_ADMIN;KING"); }), "roles");
  EXPECT_EQ(with([](auto& c) { c.set_team("a\nb"); }), "team");
}

TEST(Row, CountsCodePointsAndNotBytes) {
  v1::ImportPeopleRow cells = Ana();
  std::string name;
  for (int i = 0; i < 120; ++i) name += "é";
  cells.set_display_name(name);
  EXPECT_EQ(FirstColumn(cells), "");
}

}  // namespace
}  // namespace laurel::directory::import
