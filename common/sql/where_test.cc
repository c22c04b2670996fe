#include "common/sql/where.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace laurel::sql {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Value Int(std::int64_t value) { return value; }
Value Text(std::string value) { return value; }

TEST(Where, IsNothingWithoutConditions) {
  EXPECT_EQ(Where().sql(), "");
  EXPECT_THAT(Where().values(), IsEmpty());
}

TEST(Where, JoinsConditionsAndKeepsTheirValuesInOrder) {
  Where where({Int(1)});
  where.And("a = ?", {Int(2)}).And("b IS NULL").And("(c = ? OR c = ?)", {Int(3), Int(4)});
  where.values().push_back(Int(5));
  EXPECT_EQ(where.sql(), " WHERE a = ? AND b IS NULL AND (c = ? OR c = ?)");
  EXPECT_THAT(where.values(), ElementsAre(Int(1), Int(2), Int(3), Int(4), Int(5)));
}

TEST(Where, PadsAListOfIdsToAPowerOfTwo) {
  Where where;
  where.AndIn("p.id", {"x", "y", "z"});
  EXPECT_EQ(where.sql(), " WHERE p.id IN (?, ?, ?, ?)");
  EXPECT_THAT(where.values(), ElementsAre(Text("x"), Text("y"), Text("z"), Text("z")));
}

TEST(Where, FindsNothingAmongNoIds) { EXPECT_EQ(Where().AndIn("id", {}).sql(), " WHERE FALSE"); }

TEST(Where, ContinuesAfterARowInTheOrderOfItsColumns) {
  Where one;
  one.AndAfter({"id"}, {Text("x")}, /*descending=*/false);
  EXPECT_EQ(one.sql(), " WHERE id > ?");
  Where two;
  two.AndAfter({"t", "id"}, {Int(7), Text("x")}, /*descending=*/true);
  EXPECT_EQ(two.sql(), " WHERE t <= ? AND (t < ? OR id < ?)");
  EXPECT_THAT(two.values(), ElementsAre(Int(7), Int(7), Text("x")));
  Where three;
  three.AndAfter({"a", "b", "c"}, {Int(1), Int(2), Int(3)}, /*descending=*/false);
  EXPECT_EQ(three.sql(), " WHERE a >= ? AND (a > ? OR (b >= ? AND (b > ? OR c > ?)))");
  EXPECT_THAT(three.values(), ElementsAre(Int(1), Int(1), Int(2), Int(2), Int(3)));
}

TEST(Where, RefusesAKeysetWithoutAValueForEachColumn) {
  EXPECT_THROW(Where().AndAfter({"t", "id"}, {Int(7)}, true), std::logic_error);
  EXPECT_THROW(Where().AndAfter({}, {}, true), std::logic_error);
}

}  // namespace
}  // namespace laurel::sql
