#include "common/sql/write/transaction.h"

#include <barrier>
#include <thread>

#include "common/sql/testing/write_fixture.h"
#include "common/testing/database_proxy.h"
#include "common/testing/database_server.h"

namespace laurel::sql {
namespace {

using laurel::testing::DatabaseProxy;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::Contains;
using ::testing::ElementsAre;

constexpr char kRequestId[] = "6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b";

std::int64_t ConnectionId(Connection& connection) {
  return connection.Query("SELECT CONNECTION_ID()")->at(0).Int(0);
}

using TransactionTest = WriteTest;

TEST_F(TransactionTest, RunsAgainAfterADeadlock) {
  std::barrier both(2);
  const auto lock_in_order = [&](std::int64_t first, std::int64_t second) {
    return database_->Transact(Soon(), [&, run = 0](Connection& connection) mutable -> absl::Status {
      const char* sql = "UPDATE budget SET available = available - 1 WHERE id = ?";
      RETURN_IF_ERROR(connection.Execute(sql, {first}).status());
      if (run++ == 0) both.arrive_and_wait();
      return connection.Execute(sql, {second}).status();
    });
  };
  absl::Status one;
  std::thread other([&] { one = lock_in_order(1, 2); });
  const absl::Status two = lock_in_order(2, 1);
  other.join();
  EXPECT_THAT(one, IsOk());
  EXPECT_THAT(two, IsOk());
  EXPECT_THAT(recorder_.events(), Contains("retried:deadlock"));
  EXPECT_EQ(Taken(), 2);
}

TEST_F(TransactionTest, AnswersTheDeadlockToEveryFurtherStatementUntilRollback) {
  std::barrier both(2);
  std::atomic<int> refused_after{0};
  const auto careless = [&](std::int64_t first, std::int64_t second) {
    return database_->Transact(Soon(), [&, run = 0](Connection& connection) mutable -> absl::Status {
      const char* sql = "UPDATE budget SET available = available - 1 WHERE id = ?";
      RETURN_IF_ERROR(connection.Execute(sql, {first}).status());
      if (run++ == 0) both.arrive_and_wait();
      const absl::Status failed = connection.Execute(sql, {second}).status();
      if (failed.ok()) return failed;
      // Ignoring the error must not lead outside of the transaction.
      if (!connection.Execute("UPDATE budget SET available = 0 WHERE id = ?", {second}).ok()) ++refused_after;
      return failed;
    });
  };
  std::thread other([&] { EXPECT_THAT(careless(1, 2), IsOk()); });
  EXPECT_THAT(careless(2, 1), IsOk());
  other.join();
  EXPECT_GE(refused_after, 1);
  EXPECT_EQ(Taken(), 2);
}

TEST_F(TransactionTest, RunsAgainWhenItsConnectionIsKilledBeforeCommit) {
  int decisions = 0;
  const auto task = Write(Context(kRequestId), [&](Connection& connection, Changes& changes) {
    if (decisions++ == 0)
      test_database_->Execute("KILL CONNECTION " + std::to_string(ConnectionId(connection)));
    return TakeOne(connection, changes);
  });
  ASSERT_THAT(task, IsOk());
  EXPECT_EQ(decisions, 2);
  EXPECT_EQ(Tasks(), 1);
  EXPECT_THAT(recorder_.events(), ElementsAre("retried:connection"));
}

TEST_F(TransactionTest, ReplacesAConnectionThatDiedAtRest) {
  std::int64_t id = 0;
  const std::function<absl::StatusOr<int>(Connection&)> remember = [&](Connection& connection) {
    id = ConnectionId(connection);
    return absl::StatusOr<int>(1);
  };
  ASSERT_THAT(database_->Read(Soon(), remember), IsOk());
  const std::int64_t before = id;
  test_database_->Execute("KILL CONNECTION " + std::to_string(before));
  const std::function<absl::StatusOr<int>(Connection&)> count =
      [](Connection& connection) -> absl::StatusOr<int> {
    const auto rows = connection.Query("SELECT COUNT(*) FROM budget");
    if (!rows.ok()) return rows.status();
    return static_cast<int>(rows->at(0).Int(0));
  };
  EXPECT_THAT(database_->Read(Soon(), count), laurel::testing::IsOkAndHolds(2));
}

// Kills the session that writes, from outside, between its last statement and COMMIT.
class KillAfterStatement final : public Observer {
 public:
  KillAfterStatement(const laurel::testing::TestDatabase& database, int statement)
      : database_(database), statement_(statement) {}
  std::atomic<std::int64_t> session{0};

  void Queried(absl::Duration) override {
    if (session != 0 && ++seen_ == statement_)
      database_.Execute("KILL CONNECTION " + std::to_string(session));
  }
  void UnknownCommit(std::string_view how) override { resolved = how; }
  std::string resolved;

 private:
  const laurel::testing::TestDatabase& database_;
  const int statement_;
  int seen_ = 0;
};

TEST_F(TransactionTest, RedoesWhatWasKilledRightBeforeCommit) {
  // After CONNECTION_ID(): guard, request log, row, audit, update.
  KillAfterStatement killer(*test_database_, 5);
  const auto database = test_database_->Open(SystemClock(), killer);
  int decisions = 0;
  const std::function<absl::StatusOr<Task>(Connection&, Changes&)> decide = [&](Connection& connection,
                                                                                Changes& changes) {
    if (decisions++ == 0) killer.session = ConnectionId(connection);
    return TakeOne(connection, changes);
  };
  const std::function<absl::Status(Connection&, const Task&)> yes = [](auto&, auto&) {
    return absl::OkStatus();
  };
  ASSERT_THAT(database->Write<Task>(Context(kRequestId), decide, yes), IsOk());
  EXPECT_EQ(decisions, 2);
  EXPECT_EQ(killer.resolved, "redone");
  EXPECT_EQ(Tasks(), 1);
  EXPECT_EQ(Taken(), 1);
}

// The database behind a proxy that loses COMMITs.
class LostCommit : public WriteTest {
 protected:
  LostCommit() : proxy_(test_database_->options().address) {
    DatabaseOptions options = test_database_->options();
    options.address = proxy_.address();
    database_ = Database::Create(options, SystemClock(), recorder_);
  }
  ~LostCommit() override { database_.reset(); }

  void ExpectOneEffect(const absl::StatusOr<Task>& answer) {
    ASSERT_THAT(answer, IsOk());
    EXPECT_EQ(test_database_->QueryInt("SELECT COUNT(*) FROM task WHERE id = ?",
                                       {std::string(api::IdOf(answer->name()))}),
              1);
    EXPECT_EQ(Tasks(), 1);
    EXPECT_EQ(Taken(), 1);
    EXPECT_EQ(Audited(), 1);
  }

  // The run that resolves a doubt waits for a lock of the doubted one.
  void ReleaseWhenSomebodyWaits() {
    const auto look = [](Connection& connection) -> absl::Status {
      const absl::Time until = Soon();
      while (SystemClock().Now() < until) {
        ASSIGN_OR_RETURN(const Rows rows,
                         connection.Query("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'"));
        if (rows[0].Text(1) != "0") break;
      }
      return absl::OkStatus();
    };
    EXPECT_THAT(test_database_->Open()->Dedicated(Soon(), look), IsOk());
    proxy_.Release();
  }

  DatabaseProxy proxy_;
};

TEST_F(LostCommit, IsDoneAgainWhenItNeverArrived) {
  proxy_.AtCommit(DatabaseProxy::Fault::kCutBefore);
  ExpectOneEffect(Write(Context(kRequestId)));
  EXPECT_THAT(recorder_.events(), Contains("unknown:redone"));
}

TEST_F(LostCommit, IsReplayedWhenOnlyItsAnswerWasLost) {
  proxy_.AtCommit(DatabaseProxy::Fault::kLoseAnswer);
  ExpectOneEffect(Write(Context(kRequestId)));
  EXPECT_THAT(recorder_.events(), Contains("unknown:replayed"));
}

TEST_F(LostCommit, IsReplayedWhenItArrivesLate) {
  proxy_.AtCommit(DatabaseProxy::Fault::kDeliverLate);
  std::thread late([this] { ReleaseWhenSomebodyWaits(); });
  ExpectOneEffect(Write(Context(kRequestId)));
  late.join();
  EXPECT_THAT(recorder_.events(), Contains("unknown:replayed"));
}

TEST_F(LostCommit, IsNotDeniedWhenItArrivesLateAndWouldBeRefusedNow) {
  proxy_.AtCommit(DatabaseProxy::Fault::kDeliverLate);
  int decisions = 0;
  std::thread late([this] { ReleaseWhenSomebodyWaits(); });
  // Refuses without having looked at any row, as a rule over the organisation in memory does.
  const auto answer =
      Write(Context(kRequestId), [&](Connection& connection, Changes& changes) -> absl::StatusOr<Task> {
        if (decisions++ > 0) return Error(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT", "left since");
        return TakeOne(connection, changes);
      });
  late.join();
  ExpectOneEffect(answer);
}

TEST_F(LostCommit, IsDoneAgainAfterKillingASessionThatHoldsItsLocks) {
  proxy_.AtCommit(DatabaseProxy::Fault::kHoldOpen);
  ExpectOneEffect(Write(Context(kRequestId)));
  EXPECT_THAT(recorder_.events(), Contains("unknown:redone"));
}

TEST_F(LostCommit, IsResolvedWhenTheSecondOneIsLostToo) {
  proxy_.AtCommit(DatabaseProxy::Fault::kLoseAnswer, 2);
  ExpectOneEffect(Write(Context(kRequestId)));
  proxy_.AtCommit(DatabaseProxy::Fault::kCutBefore, 3);
  EXPECT_THAT(Write(Context("another")), IsOk());
  EXPECT_EQ(Tasks(), 2);
}

TEST_F(LostCommit, IsUnknownAtTheDeadlineAndReplayedLater) {
  proxy_.AtCommit(DatabaseProxy::Fault::kDeliverLate);
  WriteContext hurried = Context(kRequestId);
  hurried.deadline = SystemClock().Now() + absl::Milliseconds(300);
  const auto unknown = Write(hurried);
  EXPECT_THAT(unknown, StatusIs(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN"));
  EXPECT_TRUE(RetryDelayOf(unknown.status()).has_value());
  proxy_.Release();
  ExpectOneEffect(Write(Context(kRequestId)));
}

TEST_F(LostCommit, IsUnknownAtOnceWithoutARequestId) {
  proxy_.AtCommit(DatabaseProxy::Fault::kCutBefore);
  EXPECT_THAT(Write(Context("")), StatusIs(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN"));
  EXPECT_EQ(Tasks(), 0);
}

TEST_F(LostCommit, IsUnknownAtOnceForWorkWithoutARequest) {
  proxy_.AtCommit(DatabaseProxy::Fault::kCutBefore);
  const absl::Status status = database_->Transact(Soon(), [](Connection& connection) {
    return connection.Execute("UPDATE budget SET available = ?", {std::int64_t{5}}).status();
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN"));
}

TEST(CrashedDatabase, IsUnavailableAndThenServesAgainFromTheSamePool) {
  laurel::testing::DatabaseServer server;
  const laurel::testing::TestDatabase test_database(server.address());
  const auto database = test_database.Open();
  const auto soon = [] { return SystemClock().Now() + absl::Seconds(10); };
  ASSERT_THAT(database->Ping(soon()), IsOk());
  server.Kill();
  const absl::Status down = database->Ping(soon());
  EXPECT_THAT(down, StatusIs(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE"));
  EXPECT_TRUE(RetryDelayOf(down).has_value());
  server.Start();
  EXPECT_THAT(database->Ping(soon()), IsOk());
}

}  // namespace
}  // namespace laurel::sql
