#include "common/api/number_position.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"

namespace laurel::api {
namespace {

using ::laurel::testing::IsOkAndHolds;
using ::laurel::testing::ViolatesField;

TEST(NumberPosition, ComesBackFromItsCursorAndIsNoneForTheBeginning) {
  for (const std::int64_t number : {std::int64_t{1}, std::int64_t{50}, INT64_MAX}) {
    EXPECT_THAT(NumberFromCursor(ToCursor(number)), IsOkAndHolds(number));
  }
  EXPECT_THAT(NumberFromCursor({}), IsOkAndHolds(0));
}

TEST(NumberPosition, RefusesACursorThatIsNotOfItsForm) {
  for (const Cursor& cursor : {Cursor{"1", "2"}, Cursor{""}, Cursor{"x"}, Cursor{"1x"}, Cursor{" 1"},
                               Cursor{"+1"}, Cursor{"0"}, Cursor{"-1"}, Cursor{"99999999999999999999"}}) {
    EXPECT_THAT(NumberFromCursor(cursor), ViolatesField("page_token")) << ::testing::PrintToString(cursor);
  }
}

}  // namespace
}  // namespace laurel::api
