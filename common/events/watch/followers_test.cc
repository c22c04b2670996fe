#include "common/events/watch/followers.h"

#include <gmock/gmock.h>

#include <limits>
#include <numeric>
#include <vector>

#include "common/testing/status_matchers.h"

namespace laurel::events {
namespace {

using laurel::testing::StatusIs;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::Duration kBookmarkEvery = absl::Seconds(10);

struct Recorder final : Follower {
  Taken Take(const std::shared_ptr<const Sequenced>& event) override {
    if (gone) return Taken::kGone;
    if (room == 0) return Taken::kFull;
    --room;
    taken.push_back(event->position);
    return Taken::kYes;
  }
  Taken Bookmark(std::int64_t position) override {
    if (gone) return Taken::kGone;
    if (room == 0) return Taken::kFull;
    bookmarks.push_back(position);
    return Taken::kYes;
  }
  void End(absl::Status why) override { ended = std::move(why); }

  int room = std::numeric_limits<int>::max();
  bool gone = false;
  std::vector<std::int64_t> taken;
  std::vector<std::int64_t> bookmarks;
  std::optional<absl::Status> ended;
};

EventRun Events(std::int64_t first, std::int64_t last) {
  EventRun run;
  for (std::int64_t position = first; position <= last; ++position) {
    auto event = std::make_shared<Sequenced>();
    event->position = position;
    EXPECT_TRUE(run.Add(std::move(event)));
  }
  return run;
}

class FollowersTest : public ::testing::Test {
 protected:
  std::shared_ptr<Recorder> Join(std::int64_t position) {
    auto follower = std::make_shared<Recorder>();
    followers_.Join(follower, position, kBookmarkEvery, now_);
    return follower;
  }
  double Count() { return registry_.AddGauge("laurel_event_followers", CountHelp()).Value(); }
  static const char* CountHelp() { return "Streams that follow the events of this process."; }

  metrics::Registry registry_;
  Followers followers_{registry_, absl::Seconds(30)};
  Followers::SteadyTime now_ = Followers::SteadyTime() + seconds(1'000);
};

TEST_F(FollowersTest, GetABookmarkAtOnceWhereTheyStand) {
  followers_.SetHead(5);
  EXPECT_THAT(Join(5)->bookmarks, ElementsAre(5));
  EXPECT_THAT(Join(3)->bookmarks, ElementsAre(3));
  EXPECT_EQ(Count(), 2);
}

TEST_F(FollowersTest, AreEndedWhenTheyAreAheadOfEverything) {
  followers_.SetHead(5);
  EXPECT_THAT(*Join(6)->ended, StatusIs(absl::StatusCode::kOutOfRange, "RESUME_TOKEN_EXPIRED"));
  EXPECT_EQ(Count(), 0);
}

TEST_F(FollowersTest, GetEachEventOnceInOrder) {
  const auto follower = Join(0);
  followers_.SetHead(2);
  followers_.Deliver(Events(1, 2), now_);
  followers_.SetHead(4);
  followers_.Deliver(Events(1, 4), now_);
  followers_.Deliver(Events(1, 4), now_);
  EXPECT_THAT(follower->taken, ElementsAre(1, 2, 3, 4));
}

TEST_F(FollowersTest, WhoWasFullGetsTheSameEventAgain) {
  const auto follower = Join(0);
  follower->room = 1;
  followers_.SetHead(3);
  EXPECT_TRUE(followers_.Deliver(Events(1, 3), now_));
  EXPECT_FALSE(followers_.Deliver(Events(1, 3), now_)) << "who takes nothing is asked at leisure";
  follower->room = 9;
  followers_.Deliver(EventRun(), now_);  // forgotten meanwhile, but for the refused one
  EXPECT_THAT(follower->taken, ElementsAre(1, 2));
  EXPECT_EQ(followers_.NeedsPage(), 2);
}

TEST_F(FollowersTest, APageServesAllWhoCanUseIt) {
  followers_.SetHead(100);
  const auto first = Join(10), second = Join(12), other = Join(50);
  followers_.Deliver(EventRun(), now_);
  EXPECT_EQ(followers_.NeedsPage(), 10);
  followers_.DeliverPage(10, Events(11, 14), now_);
  EXPECT_THAT(first->taken, ElementsAre(11, 12, 13, 14));
  EXPECT_THAT(second->taken, ElementsAre(13, 14));
  EXPECT_THAT(other->taken, IsEmpty());
  EXPECT_EQ(followers_.NeedsPage(), 50) << "who has had none yet comes first";
}

TEST_F(FollowersTest, AGapEndsThoseWhoComeToItAndNobodyElse) {
  followers_.SetHead(100);
  const auto late = Join(10), fine = Join(11);
  followers_.Deliver(EventRun(), now_);
  followers_.DeliverPage(10, Events(12, 14), now_);
  EXPECT_THAT(*late->ended, StatusIs(absl::StatusCode::kOutOfRange, "RESUME_TOKEN_EXPIRED"));
  EXPECT_THAT(fine->taken, ElementsAre(12, 13, 14));
  EXPECT_EQ(Count(), 1);
}

TEST_F(FollowersTest, WhoTakesNothingForTooLongIsEnded) {
  const auto follower = Join(0);
  follower->room = 0;
  followers_.SetHead(1);
  followers_.Deliver(Events(1, 1), now_);
  followers_.Deliver(Events(1, 1), now_ + seconds(29));
  EXPECT_FALSE(follower->ended.has_value());
  followers_.Deliver(Events(1, 1), now_ + seconds(30));
  EXPECT_THAT(*follower->ended, StatusIs(absl::StatusCode::kUnavailable, "SLOW_WATCHER"));
  EXPECT_EQ(Count(), 0);
}

TEST_F(FollowersTest, WhoTakesSomethingNowAndThenIsNot) {
  const auto follower = Join(0);
  followers_.SetHead(100);
  for (int i = 1; i <= 10; ++i) {
    follower->room = 1;
    followers_.Deliver(Events(1, 100), now_ += seconds(29));
  }
  EXPECT_FALSE(follower->ended.has_value());
  EXPECT_THAT(follower->taken, SizeIs(10));
}

TEST_F(FollowersTest, WhoIsGoneIsForgotten) {
  const auto on_event = Join(0), on_bookmark = Join(0);
  on_event->gone = true;
  followers_.SetHead(1);
  followers_.Deliver(Events(1, 1), now_);
  EXPECT_EQ(Count(), 1);
  on_bookmark->gone = true;
  followers_.SendBookmarks(now_ + seconds(60));
  EXPECT_EQ(Count(), 0);
}

TEST_F(FollowersTest, BookmarksOfManyWhoCameTogetherAreSpread) {
  constexpr int kMany = 1'000;
  std::vector<std::shared_ptr<Recorder>> all;
  for (int i = 0; i < kMany; ++i) all.push_back(Join(0));
  const auto sent = [&] {
    return std::accumulate(all.begin(), all.end(), 0, [](int sum, const auto& one) {
      return sum + static_cast<int>(one->bookmarks.size());
    });
  };
  int before = sent(), most = 0;
  for (int tick = 1; tick <= 100; ++tick) {  // of 100 ms
    followers_.SendBookmarks(now_ += std::chrono::milliseconds(100));
    most = std::max(most, sent() - before);
    before = sent();
  }
  EXPECT_GE(before, 2 * kMany) << "everyone within the interval";
  EXPECT_LE(most, 64);
}

TEST_F(FollowersTest, WhoIsBehindGetsNoBookmark) {
  const auto follower = Join(0);
  follower->room = 0;
  followers_.SetHead(1);
  followers_.Deliver(Events(1, 1), now_);
  followers_.SendBookmarks(now_ + seconds(20));
  EXPECT_THAT(follower->bookmarks, ElementsAre(0));
  follower->room = 9;
  followers_.Deliver(Events(1, 1), now_ + seconds(21));
  followers_.SendBookmarks(now_ + seconds(22));
  EXPECT_THAT(follower->bookmarks, ElementsAre(0, 1));
}

}  // namespace
}  // namespace laurel::events
