// Events come in order, each once, whatever happens to whom: writers that commit late, sequencers that die or
// sleep with the lease in their hands, watchers that come and go (reliability.md 18).
#include <gmock/gmock.h>

#include <iostream>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "common/rpc/testing/eventually.h"
#include "common/sql/migrate.h"
#include "common/testing/status_matchers.h"
#include "common/time/clock.h"
#include "tests/faults/events/arrivals.h"
#include "tests/faults/events/late_writers.h"
#include "tests/faults/events/restless_watcher.h"
#include "tests/faults/organization.h"
#include "tests/faults/suite.h"

namespace laurel::faults {
namespace {

using rpc::testing::Eventually;
using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::Eq;
using ::testing::IsEmpty;

constexpr int kWriters = 8;
constexpr int kWatchers = 3;
constexpr int kFaults = 16;

// One of two replicas, whichever has the lease: killed, or stopped for longer than a lease lives.
void Disturb(Service& replica, absl::BitGen& random) {
  absl::SleepFor(absl::Uniform(random, 0.0, 1.0) * absl::Milliseconds(400));
  if (absl::Bernoulli(random, 0.5)) {
    replica.Kill();
    replica.Start();
    return;
  }
  replica.Pause();
  absl::SleepFor(absl::Uniform(random, 0.1, 1.0) * absl::Milliseconds(2'500));
  replica.Continue();
}

TEST(EventOrder, HoldsThroughLateCommitsAndDyingSequencers) {
  Suite suite;
  const std::unique_ptr<Service> second = suite.AnotherFeedback();
  second->Start();
  ASSERT_TRUE(Eventually([&] { return second->Serving(); }));
  std::vector<std::unique_ptr<RestlessWatcher>> watchers;
  for (int i = 0; i < kWatchers; ++i) {
    watchers.push_back(std::make_unique<RestlessWatcher>(
        std::vector<std::string>{suite.feedback_address(), second->address()}, suite.Token(ManagerEmail(i))));
    ASSERT_TRUE(Eventually([&] { return watchers.back()->Begun(); }));
  }
  LateWriters writers(suite.feedback_database(), kWriters, absl::Milliseconds(60));
  absl::BitGen random;
  for (int fault = 0; fault < kFaults; ++fault) {
    Disturb(absl::Bernoulli(random, 0.5) ? suite.feedback() : *second, random);
    ASSERT_TRUE(writers.Progress(kWriters));
  }
  const std::set<std::string> committed = writers.Stop();
  int streams = 0;
  for (const auto& watcher : watchers) {
    EXPECT_TRUE(Eventually([&] { return watcher->Received().size() >= committed.size(); }));
    EXPECT_THAT(CheckArrivals(committed, watcher->Received()), IsEmpty());
    // Positions are the same for everybody.
    EXPECT_THAT(watcher->Received(), Eq(watchers.front()->Received()));
    streams += watcher->streams();
  }
  std::cout << committed.size() << " events, " << kFaults << " faults, " << streams
            << " streams: none lost, none twice, one order\n";
}

// Reads the outbox itself, in the order in which the database saw the events inserted, and goes on after the
// last one: what a sequencer would be that trusts this order instead of moving what is committed.
std::vector<std::string> ReadWithoutSequencer(const testing::TestDatabase& database, LateWriters& writers,
                                              std::set<std::string>& committed) {
  std::vector<std::string> received;
  absl::Time inserted = absl::UnixEpoch();
  std::string id;
  const auto read = [&] {
    const sql::Rows rows = database.Query(
        "SELECT inserted, id, subject FROM event_pending WHERE (inserted, id) > (?, ?) "
        "ORDER BY inserted, id",
        {inserted, id});
    for (const sql::Row& row : rows) received.emplace_back(row.Text(2));
    if (rows.empty()) return;
    inserted = rows.back().Time(0);
    id = rows.back().Text(1);
  };
  for (int i = 0; i < 20; ++i) {
    if (!writers.Progress(kWriters)) break;
    read();
  }
  committed = writers.Stop();
  read();
  return received;
}

TEST(EventOrder, IsFoundBrokenWhenLateCommitsAreNotWaitedFor) {
  const testing::TestDatabase database;
  const auto owner = database.Open(SystemClock());
  ASSERT_THAT(sql::Migrate(*owner, "none", {}, absl::Now() + absl::Minutes(1)), testing::IsOk());
  LateWriters writers(database, kWriters, absl::Milliseconds(60));
  std::set<std::string> committed;
  const std::vector<std::string> received = ReadWithoutSequencer(database, writers, committed);
  EXPECT_THAT(CheckArrivals(committed, received), Contains(EndsWith("is missing")));
}

TEST(Arrivals, AreFoundWrongWhateverIsWrong) {
  const std::set<std::string> committed{"0/000001", "0/000002", "1/000001"};
  EXPECT_THAT(CheckArrivals(committed, {"0/000001", "1/000001", "0/000002"}), IsEmpty());
  EXPECT_THAT(CheckArrivals(committed, {"0/000001", "0/000002"}), Contains("1/000001 is missing"));
  EXPECT_THAT(CheckArrivals(committed, {"0/000002", "0/000001", "1/000001"}),
              Contains("0/000001 came after 0/000002"));
  EXPECT_THAT(CheckArrivals(committed, {"0/000001", "0/000001", "0/000002", "1/000001"}),
              Contains("0/000001 came twice"));
  EXPECT_THAT(CheckArrivals(committed, {"0/000001", "0/000002", "1/000001", "1/000002"}),
              Contains("1/000002 was never committed"));
}

}  // namespace
}  // namespace laurel::faults
