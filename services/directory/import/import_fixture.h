// What the tests of ImportPeople over the wire share: three people in a line, and matchers of results.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/directory/testing/suite.h"

namespace laurel::directory {

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

inline const Lines kPeople{
    "employee_number,email,display_name,title,team,team_role,manager,coach,location,time_zone,hire_date,"
    "coachable",
    "3,ana@example.com,Ana,Agent,Voice,,carla@example.com,2,Lisbon,Europe/Lisbon,2020-05-01,yes",
    "2,carla@example.com,Carla,Manager,Voice,LEAD,1,,Lisbon,Europe/Lisbon,2019-01-01,no",
    "1,top@example.com,Top,Director,,,,,Lisbon,Europe/Lisbon,2018-01-01,no"};

class Import : public ::testing::Test {
 protected:
  v1::Person Person(std::string_view email) {
    const auto person = suite.Get(testing::kRoot, email);
    EXPECT_THAT(person, laurel::testing::IsOk()) << email;
    return person.value_or(v1::Person());
  }
  std::int64_t Rows(std::string_view table) {
    return suite.database.QueryInt("SELECT COUNT(*) FROM " + std::string(table));
  }
  std::int64_t Version() { return suite.database.QueryInt("SELECT version FROM organization_guard"); }

  testing::Suite suite;
};

}  // namespace laurel::directory
