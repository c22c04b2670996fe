#include "common/api/time_position.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"

namespace laurel::api {
namespace {

using ::laurel::testing::ViolatesField;

constexpr char kId[] = "01arz3ndektsv4rrffq69g5fav";

TEST(TimePosition, ComesBackFromItsCursor) {
  for (const absl::Time time : {absl::FromUnixMicros(1'767'225'600'000'001), absl::UnixEpoch(),
                                absl::FromUnixSeconds(-2'208'988'800)}) {
    const auto position = FromCursor(ToCursor({time, kId}));
    ASSERT_TRUE(position.ok()) << position.status();
    ASSERT_TRUE(position->has_value());
    EXPECT_EQ((*position)->time, time);
    EXPECT_EQ((*position)->id, kId);
  }
}

TEST(TimePosition, IsNoneForTheBeginning) {
  const auto position = FromCursor({});
  ASSERT_TRUE(position.ok());
  EXPECT_FALSE(position->has_value());
}

TEST(TimePosition, RefusesACursorThatIsNotOfItsForm) {
  for (const Cursor& cursor : {Cursor{"1"}, Cursor{"1", kId, kId}, Cursor{"", kId}, Cursor{"x", kId},
                               Cursor{"1x", kId}, Cursor{"1 ", kId}, Cursor{" 1", kId}, Cursor{"+1", kId},
                               Cursor{"1.5", kId}, Cursor{"99999999999999999999", kId}, Cursor{"1", "x"},
                               Cursor{"1", ""}, Cursor{std::string("1\0", 2), kId}}) {
    EXPECT_THAT(FromCursor(cursor), ViolatesField("page_token")) << ::testing::PrintToString(cursor);
  }
}

TEST(TimePosition, RefusesATimeThatNoDatabaseTakes) {
  for (const char* micros :
       {"9223372036854775807", "-9223372036854775808", "253402300800000000", "-2208988800000001"}) {
    EXPECT_THAT(FromCursor({micros, kId}), ViolatesField("page_token")) << micros;
  }
}

}  // namespace
}  // namespace laurel::api
