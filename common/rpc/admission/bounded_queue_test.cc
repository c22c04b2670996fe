#include "common/rpc/admission/bounded_queue.h"

#include <gtest/gtest.h>

#include <thread>

#include "common/testing/status_matchers.h"

namespace laurel::rpc {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;

struct FakeJob final : Job {
  bool Dead() const override { return dead; }
  void Run() override {}
  void Refuse(absl::Status why) override { refused = std::move(why); }

  bool dead = false;
  absl::Status refused;
};

TEST(BoundedQueue, HandsOutFirstComeFirstServed) {
  BoundedQueue queue(2);
  FakeJob first, second;
  ASSERT_THAT(queue.Push(&first), IsOk());
  ASSERT_THAT(queue.Push(&second), IsOk());
  EXPECT_EQ(queue.Pop(), &first);
  EXPECT_EQ(queue.Pop(), &second);
}

TEST(BoundedQueue, ShedsWhenFullWithRetryInfo) {
  BoundedQueue queue(1);
  FakeJob first, second;
  ASSERT_THAT(queue.Push(&first), IsOk());
  const absl::Status shed = queue.Push(&second);
  EXPECT_THAT(shed, StatusIs(absl::StatusCode::kResourceExhausted, "OVERLOADED"));
  EXPECT_TRUE(RetryDelayOf(shed).has_value());
  EXPECT_EQ(queue.Pop(), &first);
}

TEST(BoundedQueue, DropsTheDeadBeforeItShedsTheLiving) {
  BoundedQueue queue(2);
  FakeJob ghost, alive, late_comer;
  ASSERT_THAT(queue.Push(&ghost), IsOk());
  ASSERT_THAT(queue.Push(&alive), IsOk());
  ghost.dead = true;
  EXPECT_THAT(queue.Push(&late_comer), IsOk());
  EXPECT_FALSE(ghost.refused.ok());
  EXPECT_EQ(queue.Pop(), &alive);
  EXPECT_EQ(queue.Pop(), &late_comer);
}

TEST(BoundedQueue, ClosingAnswersWhatWaitsAndWhatComes) {
  BoundedQueue queue(2);
  FakeJob waiting, late;
  ASSERT_THAT(queue.Push(&waiting), IsOk());
  queue.Close();
  EXPECT_THAT(waiting.refused, StatusIs(absl::StatusCode::kUnavailable, "SHUTTING_DOWN"));
  EXPECT_THAT(queue.Push(&late), StatusIs(absl::StatusCode::kUnavailable, "SHUTTING_DOWN"));
  EXPECT_EQ(queue.Pop(), nullptr);
}

TEST(BoundedQueue, ClosingWakesThoseWhoWait) {
  BoundedQueue queue(1);
  std::jthread worker([&] { EXPECT_EQ(queue.Pop(), nullptr); });
  queue.Close();
}

}  // namespace
}  // namespace laurel::rpc
