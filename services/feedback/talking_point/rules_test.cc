#include "services/feedback/talking_point/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"

namespace laurel::feedback::talking_point {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;

TEST(TalkingPointRules, AreTakenUntilTheSessionIsHeld) {
  const auto& states = *v1::CoachingSessionState_descriptor();
  for (int i = 1; i < states.value_count(); ++i) {
    v1::CoachingSession session;
    session.set_state(static_cast<v1::CoachingSessionState>(states.value(i)->number()));
    const bool open = session.state() == v1::COACHING_SESSION_STATE_SCHEDULED ||
                      session.state() == v1::COACHING_SESSION_STATE_IN_PROGRESS;
    const absl::Status checked = CheckOpen(session);
    EXPECT_EQ(checked.ok(), open) << states.value(i)->name();
    if (!open) {
      EXPECT_THAT(checked, StatusIs(absl::StatusCode::kFailedPrecondition, "TALKING_POINTS_CLOSED"));
    }
  }
}

TEST(TalkingPointRules, ThereAreAtMostFifty) {
  EXPECT_THAT(CheckRoom(0), IsOk());
  EXPECT_THAT(CheckRoom(kMost - 1), IsOk());
  EXPECT_THAT(CheckRoom(kMost), StatusIs(absl::StatusCode::kFailedPrecondition, "TOO_MANY_TALKING_POINTS"));
}

// One letter a point; its positions are what they should be.
std::string Order(const std::vector<v1::TalkingPoint>& points) {
  std::string order;
  for (const v1::TalkingPoint& point : points) {
    order += point.name();
    EXPECT_EQ(point.position(), static_cast<int>(order.size()));
  }
  return order;
}

TEST(TalkingPointRules, OthersMakeRoomForTheOneThatMoves) {
  std::vector<v1::TalkingPoint> points(4);
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i].set_name(std::string(1, static_cast<char>('a' + i)));
  }
  const auto moved = [&](const char* name, int position) { return Order(Moved(points, name, position)); };
  EXPECT_EQ(moved("c", 1), "cabd");
  EXPECT_EQ(moved("a", 3), "bcad");
  EXPECT_EQ(moved("b", 2), "abcd");
  EXPECT_EQ(moved("a", 4), "bcda");
  EXPECT_EQ(moved("d", 4), "abcd");
  EXPECT_EQ(moved("a", 0), "bcda");
  EXPECT_EQ(moved("a", 50), "bcda");
  EXPECT_EQ(moved("x", 1), "abcd");
  EXPECT_EQ(Order(Moved({}, "x", 1)), "");
}

}  // namespace
}  // namespace laurel::feedback::talking_point
