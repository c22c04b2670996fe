// Balances, the history of points, and the proof of the ledger.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "common/testing/explaining.h"
#include "common/testing/status_matchers.h"
#include "services/recognition/ledger/rules.h"
#include "services/recognition/ledger/shared_proof.h"
#include "services/recognition/ledger/store.h"
#include "services/recognition/recognition/store.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using absl::StatusCode;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Stub = Suite::Stub;

using Request = v1::ListLedgerTransactionsRequest;

class Ledger : public ::testing::Test {
 protected:
  absl::StatusOr<v1::ListLedgerTransactionsResponse> List(const std::string& caller, const Request& request) {
    return suite.As(caller, &Stub::ListLedgerTransactions, request);
  }
  std::vector<v1::LedgerKind> Kinds(const std::string& caller, const Request& request) {
    const auto answer = List(caller, request);
    EXPECT_THAT(answer, IsOk());
    const v1::ListLedgerTransactionsResponse listed = answer.value_or(v1::ListLedgerTransactionsResponse());
    std::vector<v1::LedgerKind> kinds;
    for (const v1::LedgerTransaction& row : listed.ledger_transactions()) kinds.push_back(row.kind());
    return kinds;
  }
  static Request Of(const std::string& person) {
    Request request;
    request.set_person(Person(person));
    return request;
  }
  absl::Status Adjust(std::int64_t points) {
    return suite.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(kAna, points)).status();
  }

  Suite suite;
};

TEST_F(Ledger, ABalanceIsReadWithoutWritingAnything) {
  const auto balance = suite.As(kSam, &Stub::GetBalance, BalanceRequest(kSam));
  ASSERT_THAT(balance, IsOk());
  EXPECT_EQ(balance->name(), Person(kSam) + "/balance");
  EXPECT_EQ(balance->period(), "2026-01");
  EXPECT_EQ(balance->allowance(), 100);
  EXPECT_EQ(balance->remaining(), 100);
  EXPECT_EQ(balance->given(), 0);
  EXPECT_EQ(balance->reset_time().seconds(),
            absl::ToUnixSeconds(absl::FromCivil(absl::CivilDay(2026, 2, 1), absl::UTCTimeZone())));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM ledger_transaction"), 0);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM giver"), 0);
}

TEST_F(Ledger, ABalanceSaysWhatWasGivenWaitsAndWasEarned) {
  suite.Given(kSam, {kAna, kBen}, 10);
  suite.Pending(kSam, {kAna}, 15);
  suite.Boost(kSam, 7);
  v1::Balance balance = suite.Balance(kSam);
  EXPECT_EQ(balance.given(), 35);
  EXPECT_EQ(balance.remaining(), 65);
  EXPECT_EQ(balance.held(), 15);
  EXPECT_EQ(balance.boost(), 7);
  balance = suite.Balance(kAna);
  EXPECT_EQ(balance.earned(), 10);
  EXPECT_EQ(balance.held(), 0) << "what others hold for her is not hers";
  EXPECT_EQ(balance.redeemed(), 0);
  suite.Verify();
}

TEST_F(Ledger, OfSomebodyElseIsForAdministratorAndAuditor) {
  for (const std::string& caller : {kSam, kMona, kHr}) {
    EXPECT_THAT(suite.As(caller, &Stub::GetBalance, BalanceRequest(kAna)),
                StatusIs(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
    EXPECT_THAT(List(caller, Of(kAna)), StatusIs(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
    EXPECT_THAT(suite.As(caller, &Stub::VerifyLedger, v1::VerifyLedgerRequest()),
                StatusIs(StatusCode::kPermissionDenied));
    EXPECT_THAT(suite.As(caller, &Stub::BoostAllowance, BoostRequest(caller, 5)),
                StatusIs(StatusCode::kPermissionDenied));
    EXPECT_THAT(suite.As(caller, &Stub::AdjustBalance, AdjustRequest(caller, 5)),
                StatusIs(StatusCode::kPermissionDenied));
  }
  for (const std::string& caller : {kRewarder, kAuditor}) {
    EXPECT_THAT(suite.As(caller, &Stub::GetBalance, BalanceRequest(kAna)), IsOk());
    EXPECT_THAT(List(caller, Of(kAna)), IsOk());
    EXPECT_THAT(suite.As(caller, &Stub::VerifyLedger, v1::VerifyLedgerRequest()), IsOk());
  }
  EXPECT_THAT(suite.As(kAuditor, &Stub::BoostAllowance, BoostRequest(kAna, 5)),
              StatusIs(StatusCode::kPermissionDenied));
}

TEST_F(Ledger, OfNobodyIsNotFound) {
  EXPECT_THAT(suite.As(kRewarder, &Stub::GetBalance, BalanceRequest(kNobody)),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(suite.As(kRewarder, &Stub::BoostAllowance, BoostRequest(kNobody, 5)),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(suite.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(kNobody, 5)),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(List(kRewarder, Of(kNobody)), ViolatesField("person"));
}

TEST_F(Ledger, ABoostIsPostedToldAndAudited) {
  const auto boosted = suite.As(kRewarder, &Stub::BoostAllowance, BoostRequest(kSam, 30));
  ASSERT_THAT(boosted, IsOk());
  EXPECT_EQ(boosted->boost(), 30);
  EXPECT_EQ(boosted->remaining(), 100) << "the month is granted with it";
  EXPECT_THAT(suite.Told(), ElementsAre("balance.boosted"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE resource = ? AND subject = ?",
                                    {Person(kSam) + "/balance", Person(kSam)}),
            1);
  EXPECT_EQ(suite.metrics.points.at(v1::LEDGER_KIND_BOOST)->Value(), 30);
  EXPECT_EQ(suite.metrics.points.at(v1::LEDGER_KIND_GRANT)->Value(), 100);
  EXPECT_EQ(boosted->SerializeAsString(), suite.Balance(kSam).SerializeAsString());
  suite.Verify();
}

TEST_F(Ledger, ABoostForALeaverIsRefusedAndAnAdjustmentIsNot) {
  EXPECT_THAT(suite.As(kRewarder, &Stub::BoostAllowance, BoostRequest(kGone, 30)),
              StatusIs(StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  const auto adjusted = suite.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(kGone, 30));
  ASSERT_THAT(adjusted, IsOk());
  EXPECT_EQ(adjusted->earned(), 30);
  EXPECT_EQ(adjusted->allowance(), 0);
  EXPECT_EQ(suite.Entries(ledger::Giving(kGone, "2026-01")), 0);
  suite.Verify();
}

TEST_F(Ledger, AnAdjustmentNeverGoesBelowZero) {
  EXPECT_THAT(Adjust(-1), StatusIs(StatusCode::kFailedPrecondition, "INSUFFICIENT_BALANCE"));
  ASSERT_THAT(Adjust(10), IsOk());
  const absl::Status refused = Adjust(-11);
  ASSERT_THAT(refused, StatusIs(StatusCode::kFailedPrecondition, "INSUFFICIENT_BALANCE"));
  EXPECT_EQ(ErrorInfoOf(refused)->metadata().at("earned"), "10");
  ASSERT_THAT(Adjust(-10), IsOk());
  EXPECT_EQ(suite.Balance(kAna).earned(), 0);
  EXPECT_THAT(suite.Told(), ElementsAre("balance.adjusted", "balance.adjusted"));
  suite.Verify();
}

TEST_F(Ledger, PointsHaveToBePointsAndReasonsHaveToBeGiven) {
  EXPECT_THAT(Adjust(0), ViolatesField("points"));
  EXPECT_THAT(Adjust(1'000'001), ViolatesField("points"));
  for (const std::int64_t points : {std::int64_t{0}, std::int64_t{-5}, std::int64_t{1'000'001}}) {
    EXPECT_THAT(suite.As(kRewarder, &Stub::BoostAllowance, BoostRequest(kSam, points)),
                ViolatesField("points"));
  }
  auto silent = BoostRequest(kSam, 5);
  silent.set_reason(" ");
  EXPECT_THAT(suite.As(kRewarder, &Stub::BoostAllowance, silent), ViolatesField("reason"));
}

TEST_F(Ledger, ParallelAdjustmentsTakeWhatIsThereAndNoMore) {
  ASSERT_THAT(Adjust(37), IsOk());
  const auto outcomes = laurel::testing::Together(60, [&](int, int replica) {
    return suite.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(kAna, -1), replica).status();
  });
  EXPECT_EQ(outcomes, (std::map<std::string, int>{{"OK", 37}, {"INSUFFICIENT_BALANCE", 23}}));
  suite.Verify();
}

TEST_F(Ledger, OneRequestBoostsOnce) {
  auto request = BoostRequest(kSam, 5);
  request.set_request_id("7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10");
  const auto outcomes = laurel::testing::Together(20, [&](int, int replica) {
    return suite.As(kRewarder, &Stub::BoostAllowance, request, replica).status();
  });
  EXPECT_EQ(outcomes, (std::map<std::string, int>{{"OK", 20}}));
  EXPECT_EQ(suite.Balance(kSam).boost(), 5);
  suite.Verify();
}

TEST_F(Ledger, APersonSeesTheirOwnEntriesAlone) {
  const v1::Recognition given = suite.Given(kSam, {kAna, kBen}, 10);
  for (const Request& request : {Request(), Of(kAna)}) {
    const auto listed = List(kAna, request);
    ASSERT_THAT(listed, IsOk());
    ASSERT_EQ(listed->ledger_transactions_size(), 1);
    const v1::LedgerTransaction& one = listed->ledger_transactions(0);
    EXPECT_EQ(one.kind(), v1::LEDGER_KIND_GIVE);
    EXPECT_EQ(one.creator(), Person(kSam));
    EXPECT_EQ(one.recognition(), given.name());
    EXPECT_EQ(one.period(), "2026-01");
    ASSERT_EQ(one.entries_size(), 1);
    EXPECT_EQ(one.entries(0).account(), ledger::Earned(kAna));
    EXPECT_EQ(one.entries(0).delta(), 10);
    EXPECT_EQ(one.entries(0).person(), Person(kAna));
  }
  EXPECT_EQ(List(kAuditor, Of(kAna))->ledger_transactions(0).entries_size(), 3);
  EXPECT_THAT(Kinds(kSam, Request()), ElementsAre(v1::LEDGER_KIND_GIVE, v1::LEDGER_KIND_GRANT));
}

TEST_F(Ledger, AnEntrySaysWhoseAccountItIs) {
  suite.Boost(kSam, 20);
  suite.Pending(kSam, {kAna}, 10);
  std::map<std::string, std::string> owners;
  const auto listed = List(kAuditor, Of(kSam));
  ASSERT_THAT(listed, IsOk());
  for (const auto& one : listed->ledger_transactions()) {
    for (const auto& entry : one.entries()) {
      owners[entry.account().substr(0, entry.account().find('/'))] = entry.person();
    }
  }
  const std::map<std::string, std::string> expected = {
      {"boost", Person(kSam)}, {"giving", Person(kSam)}, {"held", ""}, {"issued", ""}};
  EXPECT_EQ(owners, expected);
}

TEST_F(Ledger, ASenderFindsWhatBecameOfWhatWasHeld) {
  const v1::Recognition pending = suite.Pending(kSam, {kAna}, 10);
  EXPECT_THAT(Kinds(kAna, Request()), IsEmpty()) << "nothing is told to a recipient before it is decided";
  ASSERT_THAT(
      suite.As(kMona, &Stub::ApproveRecognition, Named<v1::ApproveRecognitionRequest>(pending.name())),
      IsOk());
  EXPECT_THAT(Kinds(kSam, Request()),
              ElementsAre(v1::LEDGER_KIND_RELEASE, v1::LEDGER_KIND_HOLD, v1::LEDGER_KIND_GRANT));
  Request of;
  of.set_recognition(pending.name());
  EXPECT_THAT(Kinds(kRewarder, of), ElementsAre(v1::LEDGER_KIND_RELEASE, v1::LEDGER_KIND_HOLD));
  EXPECT_THAT(List(kSam, of), StatusIs(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  suite.Verify();
}

TEST_F(Ledger, IsListedByKindAndMonth) {
  suite.Given(kSam, {kAna}, 10);
  suite.Boost(kSam, 5);
  suite.Pass(absl::Hours(24 * 20));
  suite.Boost(kSam, 6);
  Request request;
  request.set_kind(v1::LEDGER_KIND_BOOST);
  EXPECT_THAT(Kinds(kSam, request), ElementsAre(v1::LEDGER_KIND_BOOST, v1::LEDGER_KIND_BOOST));
  request.set_period("2026-02");
  EXPECT_EQ(Kinds(kSam, request).size(), 1U);
  request.clear_kind();
  EXPECT_THAT(Kinds(kSam, request), ElementsAre(v1::LEDGER_KIND_BOOST, v1::LEDGER_KIND_GRANT));
  request.set_period("2026-01");
  EXPECT_THAT(Kinds(kSam, request), ElementsAre(v1::LEDGER_KIND_EXPIRE, v1::LEDGER_KIND_BOOST,
                                                v1::LEDGER_KIND_GIVE, v1::LEDGER_KIND_GRANT));
  suite.Verify();
}

TEST_F(Ledger, RefusesFiltersThatDoNotGoTogether) {
  const v1::Recognition given = suite.Given(kSam, {kAna}, 10);
  for (const std::string period : {"2026", "2026-13", "2026-1"}) {
    Request request;
    request.set_period(period);
    EXPECT_THAT(List(kSam, request), ViolatesField("period")) << period;
  }
  Request request;
  request.set_recognition(given.name());
  request.set_person(Person(kSam));
  request.set_kind(v1::LEDGER_KIND_GIVE);
  const auto refused = List(kRewarder, request);
  EXPECT_THAT(refused, ViolatesField("person"));
  EXPECT_THAT(refused, ViolatesField("kind"));
}

TEST_F(Ledger, PagesAreWholeAndNewestFirst) {
  for (int i = 1; i <= 7; ++i) suite.Adjust(kAna, i);
  std::vector<std::int64_t> deltas;
  Request request = Of(kAna);
  request.set_page_size(3);
  for (int page = 0; page < 3; ++page) {
    const auto listed = List(kRewarder, request);
    ASSERT_THAT(listed, IsOk());
    for (const auto& row : listed->ledger_transactions()) {
      for (const auto& entry : row.entries()) {
        if (entry.account() != ledger::kIssued) deltas.push_back(entry.delta());
      }
    }
    request.set_page_token(listed->next_page_token());
  }
  EXPECT_THAT(deltas, ElementsAre(7, 6, 5, 4, 3, 2, 1));
  EXPECT_EQ(request.page_token(), "");
}

// Their allowance is over: no point comes back to an account of theirs.
TEST_F(Ledger, WhatIsTakenBackInALaterMonthStandsInTheHistoryOfItsSender) {
  suite.SetProgram([](v1::Program& program) { program.mutable_undo_window()->set_seconds(24 * 3600); });
  suite.Pass(absl::Hours(17 * 24));  // the last day of the month
  const std::string name = suite.Given(kSam, {kAna}, 10).name();
  suite.Pass(absl::Hours(20));
  ASSERT_THAT(suite.As(kSam, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>(name)), IsOk());
  Request reverses;
  reverses.set_kind(v1::LEDGER_KIND_REVERSE);
  for (const std::string& person : {kSam, kAna})
    EXPECT_THAT(Kinds(person, reverses), ElementsAre(v1::LEDGER_KIND_REVERSE)) << person;
  EXPECT_THAT(Kinds(kBen, reverses), IsEmpty());
  suite.Verify();
}

TEST_F(Ledger, TheProofFindsWhateverIsWrong) {
  suite.Given(kSam, {kAna}, 10);
  suite.Verify();
  suite.database.Execute("UPDATE ledger_account SET balance = balance + 1 WHERE account = ?",
                         {ledger::Earned(kAna)});
  suite.database.Execute("INSERT INTO ledger_account (account, balance) VALUES (?, 5)",
                         {ledger::Earned(kBen)});
  suite.database.Execute("UPDATE ledger_account SET balance = 0 WHERE account = ?", {ledger::Boost(kSam)});
  auto proof = suite.As(kAuditor, &Stub::VerifyLedger, v1::VerifyLedgerRequest());
  ASSERT_THAT(proof, IsOk());
  EXPECT_EQ(proof->balances_off(), 2);
  EXPECT_EQ(proof->imbalance(), 0);
  suite.database.Execute("UPDATE ledger_entry SET delta = -1 WHERE account = ?", {ledger::Earned(kAna)});
  proof = suite.As(kAuditor, &Stub::VerifyLedger, v1::VerifyLedgerRequest());
  EXPECT_EQ(proof->imbalance(), 1);
  EXPECT_EQ(proof->accounts_below_floor(), 1);
  EXPECT_THAT(ledger::ProveWhenDue(*suite.db, suite.clock.Now() + absl::Minutes(1)), IsOk());
  EXPECT_THAT(ReadMetrics(suite.metrics, *suite.db, suite.clock.Now() + absl::Minutes(1)), IsOk());
  EXPECT_EQ(suite.metrics.imbalance.Value(), 1);
  EXPECT_EQ(suite.metrics.below_floor.Value(), 1);
  EXPECT_EQ(suite.metrics.balances_off.Value(), 2);
}

TEST_F(Ledger, TheMetricsOfAnExactLedgerAreZero) {
  suite.Pending(kSam, {kAna}, 10);
  EXPECT_THAT(ledger::ProveWhenDue(*suite.db, suite.clock.Now() + absl::Minutes(1)), IsOk());
  EXPECT_THAT(ReadMetrics(suite.metrics, *suite.db, suite.clock.Now() + absl::Minutes(1)), IsOk());
  EXPECT_EQ(suite.metrics.pending.Value(), 1);
  EXPECT_EQ(suite.metrics.imbalance.Value() + suite.metrics.below_floor.Value() +
                suite.metrics.balances_off.Value(),
            0);
}

// Of a ledger that has many other people in it.
TEST_F(Ledger, EachListAndBalanceReadsAnIndex) {
  suite.database.Execute(
      "INSERT INTO ledger_transaction (id, create_time, kind, period, recognition, reason) "
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) "
      "SELECT CONCAT('01', LPAD(i, 24, '0')), UTC_TIMESTAMP(6), 4, '2026-01', CONCAT('02', LPAD(i, 24, "
      "'0')), '' "
      "FROM n");
  suite.database.Execute(
      "INSERT INTO ledger_entry (transaction, account, delta) "
      "SELECT id, CONCAT('earned/', id), 1 FROM ledger_transaction");
  suite.database.Execute(
      "INSERT INTO ledger_person (person, transaction, kind, period) "
      "SELECT CONCAT('03', LPAD(CAST(SUBSTR(id, 20) AS UNSIGNED) % 90, 24, '0')), id, kind, period "
      "FROM ledger_transaction");
  suite.database.Execute(
      "INSERT INTO ledger_account (account, balance) SELECT account, delta FROM ledger_entry");
  for (const std::string table :
       {"ledger_transaction", "ledger_entry", "ledger_person", "ledger_account", "recognition"}) {
    suite.database.Query("ANALYZE TABLE " + table);
  }
  const std::string person = "03" + std::string(22, '0') + "17";
  const std::string recognition = "02" + std::string(22, '0') + "17";
  const auto read = [&](sql::Connection& plain) -> absl::StatusOr<int> {
    laurel::testing::Explaining connection(suite.database, plain);
    EXPECT_EQ(ledger::List(connection, {.person = person, .limit = 5})->size(), 5U);
    EXPECT_EQ(ledger::List(connection, {.person = person, .kind = 4, .limit = 5})->size(), 5U);
    EXPECT_EQ(ledger::List(connection, {.person = person, .period = "2026-01", .limit = 5})->size(), 5U);
    EXPECT_EQ(
        ledger::List(connection, {.person = person, .kind = 4, .period = "2026-01", .limit = 5})->size(), 5U);
    EXPECT_EQ(ledger::List(connection, {.recognition = recognition, .limit = 5})->size(), 1U);
    EXPECT_THAT(ledger::PaymentOf(connection, recognition), IsOk());
    EXPECT_THAT(recognition::FindPendingOf(connection, person), IsOk());
    for (const std::string& extra : connection.extras())
      EXPECT_EQ(extra.find("filesort"), std::string::npos) << extra;
    return 0;
  };
  EXPECT_THAT(suite.db->Read<int>(suite.clock.Now() + absl::Minutes(1), read), IsOk());
}

}  // namespace
}  // namespace laurel::recognition::testing
