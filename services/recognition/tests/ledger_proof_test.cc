// The proof of the ledger: what it finds, in pieces of any size, and that one replica runs it for all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <tuple>

#include "common/status/error.h"
#include "common/testing/explaining.h"
#include "common/testing/status_matchers.h"
#include "services/recognition/ledger/proof.h"
#include "services/recognition/ledger/rules.h"
#include "services/recognition/ledger/shared_proof.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using absl::StatusCode;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using Stub = Suite::Stub;

constexpr char kPlanted[] = "01planted";

absl::Status GoOn() { return absl::OkStatus(); }

auto FiguresOf(const ledger::Proof& proof) {
  return std::tuple(proof.transactions, proof.entries, proof.imbalance, proof.accounts_below_floor,
                    proof.balances_off);
}

class LedgerProof : public ::testing::Test {
 protected:
  LedgerProof() {
    suite.Given(kSam, {kAna, kBen}, 10);
    suite.Pending(kSam, {kAna}, 5);
    suite.Boost(kSam, 7);
    suite.Verify();
  }

  absl::Time Soon() const { return suite.clock.Now() + absl::Minutes(1); }
  ledger::Proof Prove() {
    const auto proof = ledger::VerifyApart(*suite.db, Soon());
    EXPECT_THAT(proof, IsOk());
    return proof.value_or(ledger::Proof());
  }
  void PlantTransaction(const std::string& id) {
    suite.database.Execute(
        "INSERT INTO ledger_transaction (id, create_time, kind, period, reason) "
        "VALUES (?, UTC_TIMESTAMP(6), 1, '2026-01', '')",
        {id});
  }
  void PlantEntry(const std::string& transaction, std::string_view account, std::int64_t delta) {
    suite.database.Execute("INSERT INTO ledger_entry (transaction, account, delta) VALUES (?, ?, ?)",
                           {transaction, std::string(account), delta});
  }
  void BreakABalance() {
    suite.database.Execute("UPDATE ledger_account SET balance = balance + 1 WHERE account = ?",
                           {ledger::Earned(kAna)});
  }
  // Runs `meanwhile` while no proof can come to an end, until it calls what it is given.
  void WhileItIsHeldUp(const std::function<void(const std::function<void()>& let_go)>& meanwhile) {
    const auto hold = [&](sql::Connection& connection) -> absl::Status {
      RETURN_IF_ERROR(connection.Execute("LOCK TABLES ledger_transaction WRITE").status());
      meanwhile([&] { EXPECT_THAT(connection.Execute("UNLOCK TABLES"), IsOk()); });
      return absl::OkStatus();
    };
    EXPECT_THAT(suite.database.Open()->Dedicated(SystemClock().Now() + absl::Minutes(1), hold), IsOk());
  }
  void AwaitClaim() {
    const absl::Time until = SystemClock().Now() + absl::Seconds(8);
    while (suite.database.QueryInt("SELECT claim <> '' FROM ledger_proof") == 0) {
      ASSERT_LT(SystemClock().Now(), until) << "nobody has begun";
    }
  }
  // The interval, or what a claim stands for, is over.
  void MakeDue() { suite.database.Execute("UPDATE ledger_proof SET due_time = UTC_TIMESTAMP(6)"); }

  Suite suite;
};

TEST_F(LedgerProof, FindsATransactionWithoutEntries) {
  PlantTransaction(kPlanted);
  EXPECT_EQ(Prove().imbalance, 1);
  const auto answer = suite.As(kAuditor, &Stub::VerifyLedger, v1::VerifyLedgerRequest());
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->imbalance(), 1);
}

TEST_F(LedgerProof, FindsATransactionOfOneEntry) {
  PlantTransaction(kPlanted);
  PlantEntry(kPlanted, ledger::kIssued, 0);
  EXPECT_EQ(Prove().imbalance, 1);
}

TEST_F(LedgerProof, FindsEntriesOfNoTransaction) {
  const std::int64_t entries = Prove().entries;
  PlantEntry(kPlanted, ledger::kIssued, -3);
  PlantEntry(kPlanted, ledger::Earned(kAna), 3);
  suite.database.Execute("UPDATE ledger_account SET balance = balance + 3 WHERE account = ?",
                         {ledger::Earned(kAna)});
  const ledger::Proof proof = Prove();
  EXPECT_EQ(proof.imbalance, 1);
  EXPECT_EQ(proof.balances_off, 0) << "nothing else tells";
  EXPECT_EQ(proof.entries, entries + 2);
}

TEST_F(LedgerProof, FindsEntriesWithoutABalanceAndBalancesWithoutEntries) {
  suite.database.Execute("DELETE FROM ledger_account WHERE account = ?", {ledger::Earned(kBen)});
  suite.database.Execute("INSERT INTO ledger_account (account, balance) VALUES ('zzz', 1), ('aaa', 1)");
  EXPECT_EQ(Prove().balances_off, 3);
}

TEST_F(LedgerProof, SaysTheSameInRangesOfAnySize) {
  for (const std::string id : {"00", "01planted", "zz"}) PlantTransaction(id);
  PlantEntry("zzz", ledger::Earned(kPeer), -4);
  BreakABalance();
  const auto whole = FiguresOf(Prove());
  EXPECT_EQ(std::get<2>(whole), 4);
  EXPECT_EQ(std::get<3>(whole), 1);
  EXPECT_EQ(std::get<4>(whole), 2);
  for (const int range : {1, 2, 3, 7}) {
    int ranges = 0;
    const auto count = [&] { return ++ranges, absl::OkStatus(); };
    const auto proof = suite.db->Read<ledger::Proof>(
        Soon(), [&](sql::Connection& connection) { return ledger::Verify(connection, count, range); });
    ASSERT_THAT(proof, IsOk());
    EXPECT_EQ(FiguresOf(*proof), whole) << range;
    EXPECT_GT(ranges, 2) << range;
  }
}

TEST_F(LedgerProof, EndsBetweenTwoRanges) {
  int ranges = 0;
  const auto stop_soon = [&] { return ++ranges < 3 ? absl::OkStatus() : absl::CancelledError("enough"); };
  const auto proof = suite.db->Read<ledger::Proof>(
      Soon(), [&](sql::Connection& connection) { return ledger::Verify(connection, stop_soon, 1); });
  EXPECT_THAT(proof, StatusIs(StatusCode::kCancelled));
  EXPECT_EQ(ranges, 3);
  EXPECT_THAT(ledger::VerifyApart(*suite.db, suite.clock.Now() - absl::Seconds(1)),
              StatusIs(StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
}

TEST_F(LedgerProof, ReadsEachRangeAlongAnIndex) {
  suite.database.Execute(
      "INSERT INTO ledger_transaction (id, create_time, kind, period, reason) "
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) "
      "SELECT CONCAT('01', LPAD(i, 24, '0')), UTC_TIMESTAMP(6), 4, '2026-01', '' FROM n");
  suite.database.Execute(
      "INSERT INTO ledger_entry (transaction, account, delta) "
      "SELECT id, 'issued', -1 FROM ledger_transaction WHERE id LIKE '0100%' "
      "UNION ALL SELECT id, CONCAT('earned/', id), 1 FROM ledger_transaction WHERE id LIKE '0100%'");
  for (const std::string table : {"ledger_transaction", "ledger_entry", "ledger_account"})
    suite.database.Query("ANALYZE TABLE " + table);
  EXPECT_THAT(suite.db->Read<ledger::Proof>(Soon(),
                                            [&](sql::Connection& plain) {
                                              laurel::testing::Explaining connection(suite.database, plain);
                                              return ledger::Verify(connection, GoOn, 400);
                                            }),
              IsOk());
}

// Another process of the installation.
struct Replica {
  explicit Replica(Suite& suite) : db(suite.database.Open(suite.clock)) {}
  // Both of what it does again and again, one after the other.
  absl::Status Read(absl::Time deadline, const std::stop_token& stop = {}) {
    const absl::Status proven = ledger::ProveWhenDue(*db, deadline, stop);
    return proven.ok() ? ReadMetrics(metrics, *db, deadline) : proven;
  }
  metrics::Registry registry;
  BusinessMetrics metrics{registry};
  std::unique_ptr<sql::Database> db;
};

TEST_F(LedgerProof, OfOneReplicaIsShownByAll) {
  Replica one(suite), other(suite);
  ASSERT_THAT(one.Read(Soon()), IsOk());
  const double proven = one.metrics.proof_time.Value();
  EXPECT_GT(proven, 0);
  BreakABalance();
  ASSERT_THAT(other.Read(Soon()), IsOk());
  EXPECT_EQ(other.metrics.proof_time.Value(), proven) << "it is not due again";
  EXPECT_EQ(other.metrics.balances_off.Value(), 0);
  MakeDue();
  ASSERT_THAT(other.Read(Soon()), IsOk());
  EXPECT_EQ(other.metrics.balances_off.Value(), 1);
  EXPECT_GT(other.metrics.proof_time.Value(), proven);
  ASSERT_THAT(one.Read(Soon()), IsOk());
  EXPECT_EQ(one.metrics.balances_off.Value(), 1);
  EXPECT_EQ(one.metrics.proof_time.Value(), other.metrics.proof_time.Value());
}

TEST_F(LedgerProof, IsNotRunByReadingMetrics) {
  Replica one(suite);
  ASSERT_THAT(ReadMetrics(one.metrics, *one.db, Soon()), IsOk());
  EXPECT_EQ(one.metrics.proof_time.Value(), 0);
  EXPECT_EQ(suite.database.QueryInt("SELECT claim = '' AND due_time <= UTC_TIMESTAMP(6) FROM ledger_proof"),
            1);
}

TEST_F(LedgerProof, IsRunByOneReplicaAtATime) {
  Replica one(suite), other(suite);
  WhileItIsHeldUp([&](const std::function<void()>& let_go) {
    absl::Status first;
    std::thread proving([&] { first = one.Read(Soon()); });
    AwaitClaim();
    EXPECT_THAT(other.Read(Soon()), IsOk()) << "it does not wait for the other one";
    EXPECT_EQ(other.metrics.proof_time.Value(), 0) << "there is none yet";
    let_go();
    proving.join();
    EXPECT_THAT(first, IsOk());
  });
  EXPECT_GT(one.metrics.proof_time.Value(), 0);
}

TEST_F(LedgerProof, IsTakenOverFromAReplicaThatDied) {
  Replica one(suite);
  suite.database.Execute(
      "UPDATE ledger_proof SET claim = 'dead', claim_time = UTC_TIMESTAMP(6), "
      "due_time = UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE");
  ASSERT_THAT(one.Read(Soon()), IsOk());
  EXPECT_EQ(one.metrics.proof_time.Value(), 0);
  MakeDue();
  ASSERT_THAT(one.Read(Soon()), IsOk());
  EXPECT_GT(one.metrics.proof_time.Value(), 0);
}

TEST_F(LedgerProof, OfAReplicaThatWasReplacedIsNotStored) {
  Replica slow(suite);
  WhileItIsHeldUp([&](const std::function<void()>& let_go) {
    std::thread proving([&] { EXPECT_THAT(slow.Read(Soon()), IsOk()); });
    AwaitClaim();
    suite.database.Execute("UPDATE ledger_proof SET claim = 'another'");
    let_go();
    proving.join();
  });
  EXPECT_EQ(slow.metrics.proof_time.Value(), 0);
  EXPECT_EQ(suite.database.QueryInt("SELECT claim = 'another' FROM ledger_proof"), 1);
}

TEST_F(LedgerProof, IsGivenBackByAProcessThatEnds) {
  Replica ending(suite), other(suite);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THAT(ending.Read(Soon(), stop.get_token()), IsOk());
  EXPECT_EQ(ending.metrics.proof_time.Value(), 0);
  EXPECT_THAT(other.Read(Soon()), IsOk());
  EXPECT_GT(other.metrics.proof_time.Value(), 0);
}

TEST_F(LedgerProof, IsAskedForByOneCallAtATime) {
  std::mutex mutex;
  std::condition_variable answered;
  std::vector<absl::Status> answers;
  const auto ask = [&](int replica) {
    const auto answer = suite.As(kAuditor, &Stub::VerifyLedger, v1::VerifyLedgerRequest(), replica);
    const std::scoped_lock lock(mutex);
    answers.push_back(answer.status());
    answered.notify_all();
  };
  WhileItIsHeldUp([&](const std::function<void()>& let_go) {
    std::thread one(ask, 0), other(ask, 1);
    {
      std::unique_lock lock(mutex);
      answered.wait(lock, [&] { return !answers.empty(); });
      EXPECT_THAT(answers.front(), StatusIs(StatusCode::kResourceExhausted, "VERIFICATION_RUNNING"));
      EXPECT_TRUE(RetryDelayOf(answers.front()).has_value());
    }
    let_go();
    one.join();
    other.join();
  });
  EXPECT_THAT(answers.at(1), IsOk());
  suite.Verify();
}

}  // namespace
}  // namespace laurel::recognition::testing
