#include "common/events/sequencer/sequencer.h"

#include <gmock/gmock.h>

#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "common/events/testing/event_database.h"
#include "common/rpc/testing/eventually.h"
#include "common/status/macros.h"

namespace laurel::events {
namespace {

using ::testing::ElementsAre;
using testing::InsertPending;
using ::testing::IsEmpty;

class SequencerTest : public testing::EventDatabase {
 protected:
  // Short, because tests wait for leases that run out.
  static SequencerOptions Quick(const std::string& owner) {
    return {.poll = absl::Milliseconds(5),
            .lease = absl::Milliseconds(300),
            .renew = absl::Milliseconds(50),
            .owner = owner};
  }

  std::unique_ptr<Sequencer> Start(const std::string& owner, metrics::Registry& registry) {
    return std::make_unique<Sequencer>(*database_, registry, Quick(owner), [this] {
      const absl::MutexLock lock(&mutex_);
      ++steps_;
    });
  }
  std::unique_ptr<Sequencer> Start(const std::string& owner) { return Start(owner, registry_); }

  // Looks again after each step of any sequencer.
  void AwaitSequenced(std::size_t count) {
    const absl::Time deadline = absl::Now() + absl::Seconds(60);
    while (Sequenced().size() < count) {
      const absl::MutexLock lock(&mutex_);
      const std::int64_t seen = seen_;
      const auto stepped = [this, seen] { return steps_ > seen; };
      ASSERT_TRUE(mutex_.AwaitWithDeadline(absl::Condition(&stepped), deadline));
      seen_ = steps_;
    }
  }

  // Every position from 1 on, once.
  void ExpectNoGaps() const {
    const sql::Rows rows = test_database_.Query("SELECT MIN(position), MAX(position), COUNT(*) FROM event");
    EXPECT_EQ(rows.at(0).Int(0), 1);
    EXPECT_EQ(rows.at(0).Int(1), rows.at(0).Int(2));
    EXPECT_EQ(test_database_.QueryInt("SELECT next_position FROM lease WHERE name = 'events'"),
              rows.at(0).Int(2) + 1);
  }

  std::string Owner() const {
    return std::string(test_database_.Query("SELECT owner FROM lease WHERE name = 'events'").at(0).Text(0));
  }

  metrics::Registry registry_;
  absl::Mutex mutex_;
  std::int64_t steps_ = 0;
  std::int64_t seen_ = 0;
};

TEST_F(SequencerTest, GivesPositionsToWhatIsThereAndToWhatComes) {
  std::vector<std::string> told{Tell(), Tell()};
  const auto sequencer = Start("one");
  AwaitSequenced(2);
  told.push_back(Tell());
  sequencer->Wake();
  AwaitSequenced(3);
  EXPECT_EQ(Sequenced(), told);
  ExpectNoGaps();
}

TEST_F(SequencerTest, TellsOfItself) {
  Tell();
  const auto sequencer = Start("one");
  AwaitSequenced(1);
  const std::string metrics = registry_.Serialize();
  EXPECT_THAT(metrics, ::testing::HasSubstr("laurel_event_sequencer_owner 1"));
  EXPECT_THAT(metrics, ::testing::HasSubstr("laurel_event_position 1"));
  EXPECT_THAT(metrics, ::testing::HasSubstr("laurel_event_lag_seconds "));
}

TEST_F(SequencerTest, TellsWhatIsLeftLyingWhileNobodyGivesPositions) {
  Tell();
  test_database_.Execute("UPDATE event_pending SET inserted = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR");
  // The owner is gone, and its lease lasts still.
  test_database_.Execute(
      "UPDATE lease SET owner = 'gone', expires = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE name = 'events'");
  const auto sequencer = Start("standby");
  const metrics::Gauge& lag = registry_.Gauges("laurel_event_lag_seconds", "", {}).With({});
  EXPECT_TRUE(rpc::testing::Eventually([&] { return lag.Value() >= 3600; }));
  EXPECT_THAT(registry_.Serialize(), ::testing::HasSubstr("laurel_event_sequencer_owner 0"));
}

TEST_F(SequencerTest, GivesTheLeaseBackWhenItStops) {
  std::vector<std::string> told{Tell()};
  auto first = Start("one");
  AwaitSequenced(1);
  EXPECT_EQ(Owner(), "one");
  first.reset();
  EXPECT_EQ(test_database_.QueryInt(
                "SELECT expires <= UTC_TIMESTAMP(6) AND conn_id = 0 FROM lease WHERE name = 'events'"),
            1);
  told.push_back(Tell());
  const auto second = Start("two");
  AwaitSequenced(2);
  EXPECT_EQ(Owner(), "two");
  EXPECT_EQ(Sequenced(), told);
}

TEST_F(SequencerTest, TakesOverFromAnOwnerThatWasPausedWithTheLeaseLocked) {
  std::vector<std::string> told{Tell()};
  std::unique_ptr<Sequencer> sequencer;
  EXPECT_THAT(database_->Dedicated(
                  testing::Soon(),
                  [&](sql::Connection& paused) {
                    RETURN_IF_ERROR(
                        paused
                            .Execute("UPDATE lease SET owner = 'paused', conn_id = CONNECTION_ID(), "
                                     "epoch = epoch + 1, expires = UTC_TIMESTAMP(6) WHERE name = 'events'")
                            .status());
                    RETURN_IF_ERROR(paused.Execute("START TRANSACTION").status());
                    RETURN_IF_ERROR(
                        paused.Query("SELECT epoch FROM lease WHERE name = 'events' FOR UPDATE").status());
                    sequencer = Start("next");
                    AwaitSequenced(1);
                    return absl::OkStatus();
                  }),
              laurel::testing::IsOk());
  EXPECT_EQ(Owner(), "next");
  EXPECT_EQ(Sequenced(), told);
}

TEST_F(SequencerTest, WaitsForItsTables) {
  laurel::testing::TestDatabase empty;
  const auto database = empty.Open();
  absl::Notification sequenced;
  const Sequencer sequencer(*database, registry_, Quick("one"), [&] {
    if (!sequenced.HasBeenNotified()) sequenced.Notify();
  });
  ASSERT_THAT(sql::Migrate(*database, "test", {}, testing::Soon()), laurel::testing::IsOk());
  EXPECT_THAT(
      database->Dedicated(testing::Soon(),
                          [&](sql::Connection& connection) { return InsertPending(connection, NewId()); }),
      laurel::testing::IsOk());
  EXPECT_TRUE(sequenced.WaitForNotificationWithTimeout(absl::Seconds(60)));
}

TEST(Sequencer, EndsWithoutADatabase) {
  const auto database = sql::Database::Create({.address = "unix:///nonexistent/socket",
                                               .user = "nobody",
                                               .password = {},
                                               .schema = "none",
                                               .tls_ca_file = {}},
                                              SystemClock());
  metrics::Registry registry;
  const Sequencer sequencer(*database, registry, {}, nullptr);
}

// Writers that commit late, roll back, and whose clocks disagree; two sequencers; and somebody who kills
// whichever of them holds the lease.
class Storm : public SequencerTest {
 protected:
  static constexpr int kWriters = 8;
  static constexpr int kEach = 30;
  static constexpr int kChains = 3;

  void SetUp() override {
    SequencerTest::SetUp();
    test_database_.Execute("CREATE TABLE chain (id INT PRIMARY KEY, version BIGINT NOT NULL) ENGINE=InnoDB");
    for (int i = 0; i < kChains; ++i)
      test_database_.Execute("INSERT INTO chain VALUES (?, 0)", {std::int64_t{i}});
  }

  // Each event follows from the one before in its chain, whoever wrote that: subject
  // "things/{chain}/{version}".
  void RunWriters() {
    std::vector<std::jthread> writers;
    for (int i = 0; i < kWriters; ++i)
      writers.emplace_back([this, i] { OnSession([&](sql::Connection& c) { return Write(i, c); }); });
  }

  absl::Status Write(int writer, sql::Connection& connection) {
    std::mt19937 random(static_cast<unsigned>(writer));
    for (int i = 0; i < kEach; ++i) {
      const auto chain = static_cast<std::int64_t>(random() % kChains);
      RETURN_IF_ERROR(connection.Execute("START TRANSACTION").status());
      // An event of its own that nobody waits for, and one in the chain, held open for a while.
      const std::string alone = IdOf(writer);
      RETURN_IF_ERROR(InsertPending(connection, alone, "things/alone"));
      std::this_thread::sleep_for(std::chrono::milliseconds(random() % 10));
      ASSIGN_OR_RETURN(const sql::Rows rows,
                       connection.Query("SELECT version FROM chain WHERE id = ? FOR UPDATE", {chain}));
      const std::int64_t version = rows.at(0).Int(0) + 1;
      const std::string linked = IdOf(writer);
      RETURN_IF_ERROR(InsertPending(connection, linked, fmt::format("things/{}/{}", chain, version)));
      RETURN_IF_ERROR(
          connection.Execute("UPDATE chain SET version = ? WHERE id = ?", {version, chain}).status());
      std::this_thread::sleep_for(std::chrono::milliseconds(random() % 10));
      const bool keep = random() % 10 != 0;
      RETURN_IF_ERROR(connection.Execute(keep ? "COMMIT" : "ROLLBACK").status());
      if (!keep) continue;
      const std::scoped_lock lock(told_mutex_);
      told_.insert({alone, linked});
    }
    return absl::OkStatus();
  }

  // Each writer's host has another time.
  static std::string IdOf(int writer) {
    return api::NewUlid(absl::Now() + absl::Seconds(writer - kWriters / 2));
  }

  void ExpectEachOnceAndCausesBeforeEffects() {
    const std::vector<std::string> sequenced = Sequenced();
    EXPECT_EQ(std::set<std::string>(sequenced.begin(), sequenced.end()), told_);
    EXPECT_EQ(sequenced.size(), told_.size());
    EXPECT_EQ(Pending(), 0);
    ExpectNoGaps();
    std::map<std::string, std::int64_t> versions;
    for (const sql::Row& row : test_database_.Query(
             "SELECT subject FROM event WHERE subject <> 'things/alone' ORDER BY position")) {
      const std::string subject(row.Text(0));
      const std::size_t slash = subject.rfind('/');
      const std::int64_t version = std::stoll(subject.substr(slash + 1));
      EXPECT_EQ(version, ++versions[subject.substr(0, slash)]) << subject;
    }
  }

  std::mutex told_mutex_;
  std::set<std::string> told_;
};

TEST_F(Storm, OfLateCommitsLosesNothingBetweenTwoSequencers) {
  metrics::Registry other;
  const auto one = Start("one");
  const auto two = Start("two", other);
  RunWriters();
  AwaitSequenced(told_.size());
  ExpectEachOnceAndCausesBeforeEffects();
}

TEST_F(Storm, OfKilledSequencersLosesNothing) {
  metrics::Registry other;
  auto one = Start("one");
  const auto two = Start("two", other);
  {
    const std::jthread killer([this](const std::stop_token& stop) {
      std::mt19937 random(1);
      while (!stop.stop_requested()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 100));
        const std::int64_t id = test_database_.QueryInt("SELECT conn_id FROM lease WHERE name = 'events'");
        OnSession([&](sql::Connection& connection) {
          connection.Execute(fmt::format("KILL CONNECTION {}", id)).IgnoreError();
          return absl::OkStatus();
        });
      }
    });
    RunWriters();
    one.reset();
  }
  AwaitSequenced(told_.size());
  ExpectEachOnceAndCausesBeforeEffects();
}

}  // namespace
}  // namespace laurel::events
