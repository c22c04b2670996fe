#include "common/events/watch/feed.h"

#include <gmock/gmock.h>

#include <limits>
#include <numeric>
#include <optional>
#include <vector>

#include "absl/time/clock.h"
#include "common/events/watch/testing/event_rows.h"
#include "common/rpc/testing/eventually.h"
#include "common/sql/migrate.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"

namespace laurel::events {
namespace {

using laurel::testing::IsOk;
using laurel::testing::IsOkAndHolds;
using laurel::testing::StatusIs;
using laurel::testing::TestDatabase;
using rpc::testing::Eventually;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

constexpr absl::Duration kNever = absl::Hours(1);

// Takes `room` events, and more when it is given more room.
class Recorder final : public Follower {
 public:
  explicit Recorder(int room = std::numeric_limits<int>::max()) : room_(room) {}

  Taken Take(const std::shared_ptr<const Sequenced>& event) override {
    const absl::MutexLock lock(&mutex_);
    if (room_ == 0) return Taken::kFull;
    --room_;
    taken_.push_back(event->position);
    newest_ = event;
    return Taken::kYes;
  }
  Taken Bookmark(std::int64_t position) override {
    const absl::MutexLock lock(&mutex_);
    bookmarks_.push_back(position);
    return Taken::kYes;
  }
  void End(absl::Status why) override {
    const absl::MutexLock lock(&mutex_);
    ended_ = std::move(why);
  }

  void GiveRoom(int room) {
    const absl::MutexLock lock(&mutex_);
    room_ = room;
  }
  std::vector<std::int64_t> taken() const {
    const absl::MutexLock lock(&mutex_);
    return taken_;
  }
  std::vector<std::int64_t> bookmarks() const {
    const absl::MutexLock lock(&mutex_);
    return bookmarks_;
  }
  std::shared_ptr<const Sequenced> newest() const {
    const absl::MutexLock lock(&mutex_);
    return newest_;
  }
  std::optional<absl::Status> ended() const {
    const absl::MutexLock lock(&mutex_);
    return ended_;
  }

 private:
  mutable absl::Mutex mutex_;
  int room_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::int64_t> taken_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::int64_t> bookmarks_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<const Sequenced> newest_ ABSL_GUARDED_BY(mutex_);
  std::optional<absl::Status> ended_ ABSL_GUARDED_BY(mutex_);
};

std::vector<std::int64_t> Positions(std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> positions(static_cast<std::size_t>(last - first + 1));
  std::iota(positions.begin(), positions.end(), first);
  return positions;
}

class FeedTest : public ::testing::Test {
 protected:
  void Migrate() {
    ASSERT_THAT(sql::Migrate(*db_, "test", {}, db_->clock().Now() + absl::Minutes(1)), IsOk());
  }
  // Reads the table, up to what is there now.
  void Start(FeedOptions options = {.poll = absl::Milliseconds(1)}) {
    feed_.emplace(*db_, registry_, options);
    ASSERT_TRUE(Eventually([&] { return feed_->head().ok() && feed_->head()->position == rows_.newest(); }));
  }
  absl::Status Follow(const std::shared_ptr<Recorder>& follower, std::int64_t position) {
    return feed_->Follow(follower, position, kNever, db_->clock().Now() + absl::Seconds(10));
  }
  static bool HasTaken(const Recorder& follower, std::size_t count) {
    return Eventually([&] { return follower.taken().size() >= count; });
  }

  TestDatabase database_;
  std::unique_ptr<sql::Database> db_ = database_.Open();
  testing::EventRows rows_{database_};
  metrics::Registry registry_;
  std::optional<Feed> feed_;
};

TEST_F(FeedTest, WaitsForItsTables) {
  feed_.emplace(*db_, registry_, FeedOptions());
  EXPECT_THAT(feed_->head(), StatusIs(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE"));
  EXPECT_THAT(Follow(std::make_shared<Recorder>(), 0), StatusIs(absl::StatusCode::kUnavailable));
  Migrate();
  EXPECT_TRUE(Eventually([&] { return feed_->head().ok(); }));
  EXPECT_EQ(feed_->head()->position, 0);
  EXPECT_EQ(feed_->head()->origin, database_.Query("SELECT origin FROM event_origin")[0].Text(0));
}

TEST_F(FeedTest, DeliversWhatComesAfterThePosition) {
  Migrate();
  rows_.AddMany(3, "goal.closed");
  Start();
  const auto now = std::make_shared<Recorder>(), earlier = std::make_shared<Recorder>();
  ASSERT_THAT(Follow(now, 3), IsOk());
  ASSERT_THAT(Follow(earlier, 1), IsOk());
  rows_.Add("goal.reopened", "person:01 role:AUDITOR");
  ASSERT_TRUE(HasTaken(*now, 1));
  ASSERT_TRUE(HasTaken(*earlier, 3));
  EXPECT_THAT(now->taken(), ElementsAre(4));
  EXPECT_THAT(earlier->taken(), ElementsAre(2, 3, 4));
  EXPECT_EQ(now->bookmarks().front(), 3);
  EXPECT_EQ(now->newest()->audience, "person:01 role:AUDITOR");
  const v1::Event& event = now->newest()->event;
  EXPECT_EQ(event.id(), testing::EventId(4));
  EXPECT_EQ(event.type(), "goal.reopened");
  EXPECT_EQ(event.subject(), "things/1");
  EXPECT_EQ(event.data().value(), "xxx");
  EXPECT_GT(event.time().seconds(), 0);
}

TEST_F(FeedTest, IsWokenByWhoeverKnowsOfSomethingNew) {
  Migrate();
  Start({.poll = kNever});
  const auto follower = std::make_shared<Recorder>();
  ASSERT_THAT(Follow(follower, 0), IsOk());
  ASSERT_TRUE(Eventually([&] { return !follower->bookmarks().empty(); }));
  rows_.Add("goal.closed", "everyone");
  feed_->Wake();
  EXPECT_TRUE(HasTaken(*follower, 1));
}

TEST_F(FeedTest, ReadsTheTableForThoseWhoAreFarBehind) {
  Migrate();
  rows_.AddMany(2'000, "goal.closed");
  Start({.poll = absl::Milliseconds(1), .recent = 4});
  std::vector<std::shared_ptr<Recorder>> followers;
  for (std::int64_t position = 0; position < 100; ++position) {
    followers.push_back(std::make_shared<Recorder>());
    ASSERT_THAT(Follow(followers.back(), position), IsOk());
  }
  rows_.AddMany(1'000, "goal.closed");
  for (std::int64_t position = 0; position < 100; ++position) {
    const Recorder& follower = *followers[static_cast<std::size_t>(position)];
    ASSERT_TRUE(HasTaken(follower, static_cast<std::size_t>(3'000 - position)));
    EXPECT_THAT(follower.taken(), ElementsAreArray(Positions(position + 1, 3'000)));
  }
}

TEST_F(FeedTest, OneWhoIsFullHoldsUpNobody) {
  Migrate();
  Start({.poll = absl::Milliseconds(1), .recent = 4});
  const auto slow = std::make_shared<Recorder>(1), quick = std::make_shared<Recorder>();
  ASSERT_THAT(Follow(slow, 0), IsOk());
  ASSERT_THAT(Follow(quick, 0), IsOk());
  rows_.AddMany(600, "goal.closed");
  ASSERT_TRUE(HasTaken(*quick, 600));
  EXPECT_THAT(slow->taken(), ElementsAre(1));
  slow->GiveRoom(1'000);
  ASSERT_TRUE(HasTaken(*slow, 600));
  EXPECT_THAT(slow->taken(), ElementsAreArray(Positions(1, 600)));
}

TEST_F(FeedTest, OneWhoStaysFullIsEnded) {
  Migrate();
  Start({.poll = absl::Milliseconds(1), .patience = absl::Milliseconds(20)});
  const auto slow = std::make_shared<Recorder>(0);
  ASSERT_THAT(Follow(slow, 0), IsOk());
  rows_.Add("goal.closed", "everyone");
  ASSERT_TRUE(Eventually([&] { return slow->ended().has_value(); }));
  EXPECT_THAT(*slow->ended(), StatusIs(absl::StatusCode::kUnavailable, "SLOW_WATCHER"));
}

TEST_F(FeedTest, RefusesWhatIsNoLongerKeptOrWasNeverThere) {
  Migrate();
  rows_.AddMany(10, "goal.closed");
  database_.Execute("DELETE FROM event WHERE position <= 5");
  Start();
  const auto follower = std::make_shared<Recorder>();
  constexpr auto kExpired = absl::StatusCode::kOutOfRange;
  EXPECT_THAT(Follow(follower, 4), StatusIs(kExpired, "RESUME_TOKEN_EXPIRED"));
  EXPECT_THAT(Follow(follower, 11), StatusIs(kExpired, "RESUME_TOKEN_EXPIRED"));
  EXPECT_THAT(Follow(follower, std::numeric_limits<std::int64_t>::max()), StatusIs(kExpired));
  ASSERT_THAT(Follow(follower, 5), IsOk());
  ASSERT_TRUE(HasTaken(*follower, 5));
}

TEST_F(FeedTest, GoesOnAtTheHeadWhenNothingIsKept) {
  Migrate();
  rows_.AddMany(10, "goal.closed");
  database_.Execute("DELETE FROM event");
  Start();
  const auto follower = std::make_shared<Recorder>();
  ASSERT_THAT(Follow(follower, 10), IsOk());
  rows_.Add("goal.closed", "everyone");
  EXPECT_TRUE(HasTaken(*follower, 1));
}

TEST_F(FeedTest, AcceptsWhatAnotherReplicaHasSeenFirst) {
  Migrate();
  Start({.poll = kNever});
  rows_.AddMany(1'000, "goal.closed");  // more than are read at once
  const auto follower = std::make_shared<Recorder>();
  ASSERT_THAT(Follow(follower, 999), IsOk());
  ASSERT_TRUE(HasTaken(*follower, 1));
  EXPECT_THAT(follower->taken(), ElementsAre(1'000));
}

TEST_F(FeedTest, EndsThoseWhoMissedEventsWhileItWasCutOff) {
  Migrate();
  Start({.poll = kNever});
  const auto follower = std::make_shared<Recorder>();
  ASSERT_THAT(Follow(follower, 0), IsOk());
  ASSERT_TRUE(Eventually([&] { return !follower->bookmarks().empty(); }));
  rows_.AddMany(10, "goal.closed");
  database_.Execute("DELETE FROM event WHERE position <= 5");
  feed_->Wake();
  ASSERT_TRUE(Eventually([&] { return follower->ended().has_value(); }));
  EXPECT_THAT(*follower->ended(), StatusIs(absl::StatusCode::kOutOfRange, "RESUME_TOKEN_EXPIRED"));
  EXPECT_THAT(follower->taken(), ElementsAre());
}

TEST_F(FeedTest, EndsEverybodyWhenTheDatabaseWasPutBack) {
  Migrate();
  rows_.AddMany(10, "goal.closed");
  Start();
  const auto follower = std::make_shared<Recorder>();
  ASSERT_THAT(Follow(follower, 10), IsOk());
  ASSERT_TRUE(Eventually([&] { return !follower->bookmarks().empty(); }));
  database_.Execute("UPDATE lease SET next_position = 8 WHERE name = 'events'");
  ASSERT_TRUE(Eventually([&] { return follower->ended().has_value(); }));
  EXPECT_THAT(*follower->ended(), StatusIs(absl::StatusCode::kOutOfRange, "RESUME_TOKEN_EXPIRED"));
}

TEST_F(FeedTest, GoesOnAfterTheTableCouldNotBeRead) {
  Migrate();
  Start();
  const auto follower = std::make_shared<Recorder>();
  ASSERT_THAT(Follow(follower, 0), IsOk());
  database_.Execute("RENAME TABLE event_origin TO elsewhere");
  rows_.AddMany(3, "goal.closed");
  database_.Execute("RENAME TABLE elsewhere TO event_origin");
  ASSERT_TRUE(HasTaken(*follower, 3));
  EXPECT_THAT(follower->taken(), ElementsAre(1, 2, 3));
}

TEST_F(FeedTest, EndsEverybodyWhenItStops) {
  Migrate();
  Start();
  const auto follower = std::make_shared<Recorder>();
  ASSERT_THAT(Follow(follower, 0), IsOk());
  feed_->Stop();
  EXPECT_THAT(*follower->ended(), StatusIs(absl::StatusCode::kUnavailable, "SHUTTING_DOWN"));
  EXPECT_THAT(Follow(follower, 0), StatusIs(absl::StatusCode::kUnavailable, "SHUTTING_DOWN"));
}

TEST_F(FeedTest, TheHeadIsWhatHasAPosition) {
  Migrate();
  const auto head = [&] { return db_->Read<std::int64_t>(db_->clock().Now() + absl::Seconds(10), ReadHead); };
  EXPECT_THAT(head(), IsOkAndHolds(0));
  rows_.AddMany(3, "goal.closed");
  EXPECT_THAT(head(), IsOkAndHolds(3));
}

TEST_F(FeedTest, ThePurgeRemovesWhatIsOldAndNothingElse) {
  Migrate();
  rows_.AddMany(1'200, "goal.closed");
  database_.Execute("UPDATE event SET sequenced = sequenced - INTERVAL 8 DAY WHERE position <= 1100");
  ASSERT_THAT(PurgeEvents(*db_, kEventsKept, [] { return true; }), IsOk());
  EXPECT_EQ(database_.QueryInt("SELECT COUNT(*) FROM event"), 1'200) << "asked to stop before the first step";
  ASSERT_THAT(PurgeEvents(*db_, kEventsKept, [] { return false; }), IsOk());
  EXPECT_EQ(database_.QueryInt("SELECT MIN(position) FROM event"), 1'101);
  EXPECT_EQ(database_.QueryInt("SELECT COUNT(*) FROM event"), 100);
}

TEST_F(FeedTest, ThePurgeLeavesNoGap) {
  Migrate();
  rows_.AddMany(10, "goal.closed");
  // The database's clock was turned back once.
  database_.Execute("UPDATE event SET sequenced = sequenced - INTERVAL 8 DAY WHERE position IN (1, 2, 5, 6)");
  ASSERT_THAT(PurgeEvents(*db_, kEventsKept, [] { return false; }), IsOk());
  EXPECT_EQ(database_.QueryInt("SELECT MIN(position) FROM event"), 3);
  EXPECT_EQ(database_.QueryInt("SELECT COUNT(*) FROM event"), 8);
}

}  // namespace
}  // namespace laurel::events
