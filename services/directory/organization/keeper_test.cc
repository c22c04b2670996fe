#include "services/directory/organization/keeper.h"

#include <gmock/gmock.h>

#include <thread>

#include "absl/time/clock.h"
#include "common/testing/status_matchers.h"
#include "services/directory/organization/interruptible.h"
#include "services/directory/organization/loader.h"
#include "services/directory/testing/suite.h"

namespace laurel::directory::organization {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using testing::Suite;

constexpr absl::CivilDay kDay(2026, 1, 14);
constexpr const char* kAna = "ana@example.com";

void GivenAna(Suite& suite) { suite.Given({"employee_number,email,display_name", "1,ana@example.com,Ana"}); }
std::int64_t Version(const Suite& suite) {
  return suite.database.QueryInt("SELECT version FROM organization_guard");
}

TEST(Keeper, HasNothingBeforeItHasRead) {
  Suite suite;
  org::Holder empty;
  const Keeper keeper(*suite.db, suite.events->feed(), empty, suite.clock);
  EXPECT_THAT(keeper.Current(), StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
}

TEST(Keeper, KnowsThePositionThatTheOrganisationHolds) {
  Suite suite;
  GivenAna(suite);
  const auto kept = suite.keeper->Current();
  ASSERT_THAT(kept, IsOk());
  EXPECT_EQ(kept->organization->version(), Version(suite));
  EXPECT_EQ(suite.database.QueryInt(
                "SELECT COUNT(*) FROM event WHERE type = 'organization.changed' AND position > ?",
                {kept->position}),
            0);
}

TEST(Keeper, ReadsEverythingAgainWhenAChangeWasNotTold) {
  Suite suite;
  GivenAna(suite);
  const std::string ana(api::IdOf(suite.Name(kAna)));
  // As an older binary would leave it: the table is changed, and nobody hears of it.
  suite.database.Execute("UPDATE person SET time_zone = 'Asia/Tokyo' WHERE id = ?", {ana});
  suite.database.Execute("UPDATE organization_guard SET version = version + 1");
  ASSERT_THAT(suite.SetManager(kAna, testing::kRoot, kDay), IsOk());
  suite.CatchUp();
  EXPECT_EQ(suite.organization.Current()->TimeZoneOf(ana).name(), "Asia/Tokyo");
  ASSERT_THAT(suite.SetManager(kAna, "", kDay), IsOk());
  suite.CatchUp();
  EXPECT_EQ(suite.organization.Current()->ManagerOn(ana, kDay), std::nullopt);
}

TEST(Keeper, SaysThatAllIsWellWhileNothingHappens) {
  Suite suite;
  suite.clock.Advance(absl::Hours(1));
  const absl::Time deadline = absl::Now() + absl::Seconds(60);
  while (suite.organization.FreshAt() < suite.clock.Now() && absl::Now() < deadline)
    std::this_thread::yield();
  EXPECT_EQ(suite.organization.FreshAt(), suite.clock.Now());
}

TEST(Keeper, MayStopAfterTheFeed) {
  Suite suite;
  suite.events->Stop();
  suite.keeper->Stop();
  EXPECT_THAT(suite.keeper->Current(), IsOk());
}

TEST(Keeper, MayBeStoppedByTwoAtOnce) {
  Suite suite;
  const auto stop = [&suite] {
    suite.keeper->Stop();
    suite.events->Stop();
  };
  std::thread other(stop);
  stop();
  other.join();
  EXPECT_THAT(suite.keeper->Current(), IsOk());
}

// Whoever stops a keeper waits for one statement of its reading, not for the whole.
TEST(Interruptible, EndsAReadingBetweenItsStatements) {
  const Suite suite;
  int statements = 0;
  EXPECT_THAT(suite.db->Read<Snapshot>(suite.clock.Now() + absl::Minutes(1),
                                       [&](sql::Connection& connection) {
                                         Interruptible pages(connection, [&] {
                                           return ++statements < 3 ? absl::OkStatus()
                                                                   : absl::CancelledError("enough");
                                         });
                                         return LoadSnapshot(pages);
                                       }),
              StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(statements, 3);
}

}  // namespace
}  // namespace laurel::directory::organization
