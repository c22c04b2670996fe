#include "clients/cli/import/people_rows.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

absl::StatusOr<PeopleRows> Read(std::string_view file) { return ToPeopleRows(*ReadSheet(file)); }

TEST(ToPeopleRows, FindsColumnsByNameInAnyOrder) {
  const auto people = Read("Email,EMPLOYEE NUMBER,hire-date\nana@example.com,100,2024-01-08\n");
  ASSERT_TRUE(people.ok()) << people.status();
  ASSERT_EQ(people->rows.size(), 1u);
  EXPECT_EQ(people->rows[0].employee_number(), "100");
  EXPECT_EQ(people->rows[0].email(), "ana@example.com");
  EXPECT_EQ(people->rows[0].hire_date(), "2024-01-08");
  EXPECT_EQ(people->rows[0].line_number(), 2);
}

TEST(ToPeopleRows, NamesColumnsThatItDoesNotKnow) {
  const auto people = Read("employee_number,shoe size,line_number,\n100,42,9,\n");
  EXPECT_THAT(people->unknown_columns, ElementsAre("shoe size", "line_number"));
  EXPECT_EQ(people->rows[0].line_number(), 2);
}

TEST(ToPeopleRows, NeedsTheEmployeeNumber) {
  const auto people = Read("email\nana@example.com\n");
  ASSERT_FALSE(people.ok());
  EXPECT_THAT(std::string(people.status().message()), HasSubstr("employee_number"));
}

TEST(ToPeopleRows, RefusesAColumnThatStandsTwice) {
  EXPECT_FALSE(Read("employee_number,Employee Number\n1,2\n").ok());
}

TEST(ToPeopleRows, TakesShortRowsAndRefusesLongOnes) {
  const auto people = Read("employee_number,email\n100\n101,a@example.com,\n102,b@example.com,x\n");
  EXPECT_EQ(people->rows.size(), 2u);
  ASSERT_EQ(people->refused.size(), 1u);
  EXPECT_EQ(people->refused[0].line_number(), 4);
  EXPECT_THAT(people->refused[0].reason(), HasSubstr("has 3 cells, the header 2"));
}

TEST(ToPeopleRows, RefusesOtherEncodingsRowByRow) {
  const auto people = Read("employee_number,display_name\n100,Jos\xe9\n101,José\n");
  EXPECT_EQ(people->rows.size(), 1u);
  ASSERT_EQ(people->refused.size(), 1u);
  EXPECT_EQ(people->refused[0].column(), "display_name");
}

}  // namespace
}  // namespace laurel::cli
