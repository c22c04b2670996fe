// Many who do at random whatever moves points, at the same time, through both replicas, while months end and
// people leave: after each round the ledger is exact, and says of every recognition what its state says.
// (What one step after the other does to each balance is the matter of ledger_walk_test.cc.)
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "common/testing/status_matchers.h"
#include "services/recognition/allowance/sweep.h"
#include "services/recognition/outcome/expire_pending.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::Together;
using Stub = Suite::Stub;

constexpr int kRounds = 12;
constexpr int kCallsOfARound = 40;

// Refusals that belong to the game: what one does makes another impossible. Whoever has left is
// UNAUTHENTICATED.
bool IsExpected(const std::string& outcome) {
  static constexpr std::array<std::string_view, 8> kExpected = {
      "OK",          "ALLOWANCE_EXCEEDED", "INSUFFICIENT_BALANCE", "UNDO_WINDOW_CLOSED",
      "WRONG_STATE", "PERSON_LEFT",        "UNAUTHENTICATED",      "NOT_FOUND"};
  return std::ranges::find(kExpected, outcome) != kExpected.end();
}

class LedgerProperties : public ::testing::TestWithParam<unsigned> {
 protected:
  LedgerProperties() : random_(GetParam()) {
    suite.SetProgram([](v1::Program& program) {
      program.set_approval_threshold(30);
      program.set_pair_cap(1'000'000);
    });
  }

  using Act = std::function<absl::Status(int replica)>;

  std::size_t Below(std::size_t n) { return random_() % n; }
  const std::string& Somebody() { return people_[Below(people_.size())]; }
  // A recognition that stands, its sender, or nothing.
  std::pair<std::string, std::string> SomeRecognition() {
    const auto rows = suite.database.Query("SELECT id, sender FROM recognition ORDER BY id DESC LIMIT 30");
    if (rows.empty()) return {"recognitions/" + kNobody, kSam};
    const sql::Row& row = rows[Below(rows.size())];
    return {fmt::format("recognitions/{}", row.Text(0)), std::string(row.Text(1))};
  }

  Act Give() {
    std::vector<std::string> people = people_;
    std::ranges::shuffle(people, random_);
    const std::string sender = people.back();
    people.resize(1 + Below(4));
    return [this, sender, request = GiveRequest(people, 1 + static_cast<std::int64_t>(Below(20)))](
               int replica) { return suite.As(sender, &Stub::GiveRecognition, request, replica).status(); };
  }
  Act Decide() {
    const std::string name = SomeRecognition().first;
    if (Below(3) == 0) {
      return [this, name](int replica) {
        return suite.As(kRewarder, &Stub::RejectRecognition, RejectRequest(name), replica).status();
      };
    }
    return [this, request = Named<v1::ApproveRecognitionRequest>(name)](int replica) {
      return suite.As(kRewarder, &Stub::ApproveRecognition, request, replica).status();
    };
  }
  Act Revoke() {
    const auto [name, sender] = SomeRecognition();
    return [this, sender = sender, request = Named<v1::RevokeRecognitionRequest>(name)](int replica) {
      return suite.As(sender, &Stub::RevokeRecognition, request, replica).status();
    };
  }
  Act Change() {
    const std::string person = Somebody();
    const auto points = static_cast<std::int64_t>(Below(40));
    if (Below(3) == 0) {
      return [this, request = BoostRequest(person, points + 1)](int replica) {
        return suite.As(kRewarder, &Stub::BoostAllowance, request, replica).status();
      };
    }
    // Down more often than up: as if it had been spent.
    return [this, request = AdjustRequest(person, points < 15 ? points + 1 : -points)](int replica) {
      return suite.As(kRewarder, &Stub::AdjustBalance, request, replica).status();
    };
  }
  Act Sweep() {
    if (Below(2) == 0) return [this](int) { return allowance::Sweep(suite.env(), suite.clock.Now(), {}); };
    return [this](int) { return outcome::ExpirePending(suite.env(), suite.clock.Now(), {}); };
  }
  Act Any() {
    const std::size_t choice = Below(20);
    if (choice < 9) return Give();
    if (choice < 12) return Decide();
    if (choice < 15) return Revoke();
    return choice < 19 ? Change() : Sweep();
  }

  void Round() {
    std::vector<Act> acts;
    for (int i = 0; i < kCallsOfARound; ++i) acts.push_back(Any());
    const auto outcomes = Together(
        kCallsOfARound, [&](int i, int replica) { return acts[static_cast<std::size_t>(i)](replica); });
    for (const auto& [outcome, times] : outcomes) EXPECT_TRUE(IsExpected(outcome)) << outcome << " " << times;
  }

  void PassTime() {
    static constexpr std::array kTimes = {absl::Minutes(1), absl::Minutes(9), absl::Hours(30),
                                          absl::Hours(24 * 8)};
    suite.Pass(kTimes[Below(kTimes.size())]);
    if (Below(5) == 0) suite.Leave(people_[Below(2)]);
  }

  void ExpectNone(const std::string& rows, std::string_view what) {
    EXPECT_EQ(suite.database.QueryInt(fmt::format("SELECT COUNT(*) FROM ({}) wrong", rows)), 0) << what;
  }

  void ExpectProperties() {
    suite.Verify();
    ExpectNone(
        "SELECT r.id FROM recognition r LEFT JOIN ledger_account a ON a.account = CONCAT('held/', r.id) "
        "WHERE COALESCE(a.balance, 0) <> IF(r.state = 1, r.points_each * JSON_LENGTH(r.recipients), 0)",
        "what waits holds its points, and nothing else does");
    // GIVE 4, HOLD 5, RELEASE 6, REJECT 7, REVERSE 8, which is missing when nothing is left to move.
    ExpectNone(
        "SELECT r.id FROM recognition r JOIN (SELECT recognition, GROUP_CONCAT(kind ORDER BY kind) AS kinds "
        "FROM ledger_transaction GROUP BY recognition) t ON t.recognition = r.id "
        "WHERE NOT CASE r.state WHEN 1 THEN t.kinds = '5' WHEN 2 THEN t.kinds IN ('4', '5,6') "
        "WHEN 4 THEN t.kinds IN ('4,8', '5,6,8', '4', '5,6') WHEN 5 THEN t.kinds = '5,7' ELSE 0 END",
        "each went the way of its state, once");
    ExpectNone(
        "SELECT r.id FROM recognition r LEFT JOIN ledger_transaction t ON t.recognition = r.id "
        "WHERE t.id IS NULL",
        "points were moved for each");
    ExpectNone(
        "SELECT r.id FROM recognition r JOIN ledger_transaction t ON t.recognition = r.id "
        "JOIN ledger_entry e ON e.transaction = t.id WHERE r.state IN (4, 5) AND e.account LIKE 'boost/%' "
        "GROUP BY r.id HAVING SUM(e.delta) <> 0",
        "what came from a boost went back to it");
    ExpectNone(
        "SELECT person FROM ledger_person WHERE kind IN (1, 3) GROUP BY person, kind, period HAVING COUNT(*) "
        "> 1",
        "a month is granted once, and expires once");
    ExpectNone("SELECT account FROM ledger_account WHERE account LIKE 'giving/%' AND balance > 100",
               "nobody gives more than the allowance");
  }

  Suite suite;

 private:
  std::mt19937 random_;
  const std::vector<std::string> people_ = {kSam, kMona, kAna, kBen, kCarla, kPeer, kStranger};
};

TEST_P(LedgerProperties, HoldAfterEachRoundOfManyAtOnce) {
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    SCOPED_TRACE(round);
    Round();
    ExpectProperties();
    PassTime();
  }
  EXPECT_TRUE(allowance::Sweep(suite.env(), suite.clock.Now(), {}).ok());
  const std::string month = absl::FormatTime("%Y-%m", suite.clock.Now(), absl::UTCTimeZone());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM ledger_account WHERE account LIKE 'giving/%' "
                                    "AND account NOT LIKE ? AND balance <> 0",
                                    {"giving/%/" + month}),
            0);
  suite.Verify();
}

INSTANTIATE_TEST_SUITE_P(Seeds, LedgerProperties, ::testing::Values(1U, 2U, 3U));

}  // namespace
}  // namespace laurel::recognition::testing
