// A plan that nobody spoke of again: told once, by whichever replica is first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <set>
#include <thread>

#include "common/testing/explaining.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/overdue/catch_up.h"
#include "services/feedback/overdue/store.h"
#include "services/feedback/overdue/sweep.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::Explaining;
using laurel::testing::IsOk;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Stub = v1::CoachingService::Stub;

class Overdue : public ::testing::Test {
 protected:
  // What two sweeps, one after the other, tell.
  std::vector<std::string> Sweep() {
    suite.database.Execute("DELETE FROM event_pending");
    for (int replica = 0; replica < 2; ++replica) {
      EXPECT_THAT(overdue::Sweep(suite.env(), suite.clock.Now()), IsOk());
    }
    return suite.Told();
  }

  Suite suite;
};

TEST_F(Overdue, IsToldOnceADayAfterItsEnd) {
  const std::string session = suite.Scheduled(kCarla, {kAna}, absl::Hours(1)).name();  // for half an hour
  const auto plans = [&] {
    v1::ListCoachingSessionsRequest request;
    request.set_overdue(true);
    return suite.As(kCarla, &Stub::ListCoachingSessions, request)->coaching_sessions_size();
  };
  suite.Pass(absl::Hours(25) + absl::Minutes(30));
  EXPECT_EQ(plans(), 0);
  EXPECT_THAT(Sweep(), IsEmpty());
  suite.Pass(absl::Seconds(1));
  EXPECT_EQ(plans(), 1);
  EXPECT_THAT(Sweep(), ElementsAre("coaching.overdue"));
  suite.Pass(absl::Hours(24));
  EXPECT_EQ(plans(), 1);  // it still is
  EXPECT_THAT(Sweep(), IsEmpty());
  EXPECT_EQ(suite.database.QueryInt("SELECT version FROM coaching_session"), 1);  // nothing of it has changed
}

TEST_F(Overdue, IsNotToldOfWhatIsNoPlanAnyMore) {
  const auto named = []<typename Request>(Request, const std::string& name) { return Named<Request>(name); };
  const std::array sessions = {suite.Scheduled(kCarla, {kAna}, absl::Hours(1)).name(),
                               suite.Scheduled(kCarla, {kAna}, absl::Hours(2)).name(),
                               suite.Scheduled(kCarla, {kAna}, absl::Hours(3)).name(),
                               suite.Scheduled(kCarla, {kAna}, absl::Hours(4)).name()};
  suite.Held(kCarla, {kAna});
  ASSERT_THAT(
      suite.As(kCarla, &Stub::StartCoachingSession, named(v1::StartCoachingSessionRequest(), sessions[0])),
      IsOk());
  ASSERT_THAT(
      suite.As(kCarla, &Stub::HoldCoachingSession, named(v1::HoldCoachingSessionRequest(), sessions[1])),
      IsOk());
  ASSERT_THAT(
      suite.As(kCarla, &Stub::CancelCoachingSession, named(v1::CancelCoachingSessionRequest(), sessions[2])),
      IsOk());
  ASSERT_THAT(suite.As(kCarla, &Stub::MarkCoachingSessionNoShow,
                       named(v1::MarkCoachingSessionNoShowRequest(), sessions[3])),
              IsOk());
  suite.Pass(absl::Hours(72));
  EXPECT_THAT(Sweep(), IsEmpty());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session WHERE overdue_time IS NOT NULL"),
            0);
}

TEST_F(Overdue, ForgetsWhatAnOlderVersionLeftBehind) {
  suite.Held(kCarla, {kAna});
  suite.database.Execute("UPDATE coaching_session SET overdue_time = ?",
                         {suite.clock.Now() - absl::Hours(1)});
  EXPECT_THAT(Sweep(), IsEmpty());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session WHERE overdue_time IS NOT NULL"),
            0);
}

// A replica of the version before plans on while the schema is this one's: it leaves no time.
TEST_F(Overdue, IsToldOnceOfPlansThatAnOlderVersionMade) {
  suite.Scheduled(kCarla, {kAna}, absl::Hours(1));
  suite.Scheduled(kCarla, {kAna}, absl::Hours(2));
  suite.Held(kCarla, {kAna});
  const auto times = [&] {
    std::vector<std::optional<absl::Time>> found;
    for (const auto& row : suite.database.Query("SELECT overdue_time FROM coaching_session ORDER BY id"))
      found.push_back(row.IsNull(0) ? std::nullopt : std::optional(row.Time(0)));
    return found;
  };
  const auto as_made = times();
  suite.database.Execute("UPDATE coaching_session SET overdue_time = NULL");
  for (int replica = 0; replica < 2; ++replica) {
    EXPECT_THAT(overdue::CatchUp(suite.env(), suite.clock.Now()), IsOk());
    EXPECT_EQ(times(), as_made);
  }
  suite.Pass(absl::Hours(48));
  EXPECT_THAT(Sweep(), ElementsAre("coaching.overdue", "coaching.overdue"));
  EXPECT_THAT(overdue::CatchUp(suite.env(), suite.clock.Now()), IsOk());
  EXPECT_THAT(Sweep(), IsEmpty());
}

TEST_F(Overdue, IsNeverAPlanOfTheEndOfTime) {
  suite.Scheduled(kCarla, {kAna}, absl::Hours(1));
  suite.database.Execute(
      "UPDATE coaching_session SET overdue_time = NULL, scheduled_time = '9999-12-31 23:59:00'");
  EXPECT_THAT(overdue::CatchUp(suite.env(), suite.clock.Now()), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session WHERE overdue_time IS NULL"), 1);
}

TEST_F(Overdue, IsCaughtUpPageByPage) {
  for (int i = 0; i < 5; ++i) suite.Scheduled(kCarla, {kAna}, absl::Hours(1 + i));
  suite.database.Execute("UPDATE coaching_session SET overdue_time = NULL WHERE scheduled_time > ?",
                         {suite.clock.Now() + absl::Hours(2)});
  const auto read = suite.db->Read<int>(suite.clock.Now() + absl::Minutes(1),
                                        [&](sql::Connection& connection) -> absl::StatusOr<int> {
                                          Explaining explaining(suite.database, connection);
                                          std::set<std::string> found;
                                          overdue::Page page;
                                          int pages = 0;
                                          do {
                                            page = overdue::FindUnmarked(explaining, page.next, 2).value();
                                            for (const overdue::Unmarked& plan : page.unmarked)
                                              found.insert(plan.session);
                                            ++pages;
                                          } while (page.next.has_value());
                                          EXPECT_THAT(found, SizeIs(3));
                                          EXPECT_EQ(pages, 3);
                                          EXPECT_THAT(explaining.indexes(), Each("by_state"));
                                          return 0;
                                        });
  EXPECT_THAT(read, IsOk());
}

TEST_F(Overdue, IsToldAgainOfWhatWasMoved) {
  const std::string session = suite.Scheduled(kCarla, {kAna}, absl::Hours(1)).name();
  suite.Pass(absl::Hours(48));
  EXPECT_THAT(Sweep(), SizeIs(1));
  v1::RescheduleCoachingSessionRequest move;
  move.set_name(session);
  *move.mutable_scheduled_time() = ToTimestamp(suite.clock.Now() + absl::Hours(1));
  ASSERT_THAT(suite.As(kCarla, &Stub::RescheduleCoachingSession, move), IsOk());
  EXPECT_THAT(Sweep(), IsEmpty());
  suite.Pass(absl::Hours(48));
  EXPECT_THAT(Sweep(), ElementsAre("coaching.overdue"));
}

TEST_F(Overdue, IsToldOnceByTwoReplicasAtOnce) {
  constexpr int kPlans = 120;  // more than one page
  for (int i = 0; i < kPlans; ++i) suite.Scheduled(kCarla, {kAna}, absl::Hours(1 + i));
  suite.Pass(absl::Hours(kPlans + 48));
  suite.database.Execute("DELETE FROM event_pending");
  std::array<std::jthread, 2> replicas;
  for (std::jthread& replica : replicas) {
    replica = std::jthread([this] { EXPECT_THAT(overdue::Sweep(suite.env(), suite.clock.Now()), IsOk()); });
  }
  for (std::jthread& replica : replicas) replica.join();
  EXPECT_THAT(suite.Told(), AllOf(SizeIs(kPlans), Each("coaching.overdue")));
}

TEST_F(Overdue, StopsBetweenTwo) {
  suite.Scheduled(kCarla, {kAna}, absl::Hours(1));
  suite.Pass(absl::Hours(48));
  std::stop_source stop;
  stop.request_stop();
  suite.database.Execute("DELETE FROM event_pending");
  EXPECT_THAT(overdue::Sweep(suite.env(), suite.clock.Now(), stop.get_token()), IsOk());
  EXPECT_THAT(suite.Told(), IsEmpty());
  suite.Scheduled(kCarla, {kAna}, absl::Hours(1));
  suite.database.Execute("UPDATE coaching_session SET overdue_time = NULL");
  EXPECT_THAT(overdue::CatchUp(suite.env(), suite.clock.Now(), stop.get_token()), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session WHERE overdue_time IS NOT NULL"),
            0);
}

TEST_F(Overdue, IsFoundWithoutScanning) {
  for (int i = 0; i < 50; ++i) suite.Held(kCarla, {kAna});
  suite.Scheduled(kCarla, {kAna});
  suite.database.Query("ANALYZE TABLE coaching_session");
  const auto explained = suite.db->Read<int>(
      suite.clock.Now() + absl::Minutes(1), [&](sql::Connection& connection) -> absl::StatusOr<int> {
        Explaining explaining(suite.database, connection);
        EXPECT_THAT(overdue::FindDue(explaining, suite.clock.Now(), 100), IsOk());
        return 0;
      });
  EXPECT_THAT(explained, IsOk());
}

}  // namespace
}  // namespace laurel::feedback::testing
