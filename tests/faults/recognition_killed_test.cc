// Points outlive everything (reliability.md 10, 16, 3): laurel-recognition dies (-9) in the middle of gifts,
// or its database does; afterwards every gift that was acknowledged is there once with all that belongs to it
// (A1), every other at most once (A2), nothing is there that nobody attempted (A3), and the ledger is exact
// (L).
#include <gmock/gmock.h>

#include <iostream>
#include <thread>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "common/rpc/testing/eventually.h"
#include "common/testing/database_server.h"
#include "tests/faults/organization.h"
#include "tests/faults/recognition/giver.h"
#include "tests/faults/writers.h"

namespace laurel::faults {
namespace {

using rpc::testing::Eventually;
using ::testing::Contains;
using ::testing::Eq;
using ::testing::Gt;
using ::testing::IsEmpty;

using Givers = WritersOf<Giver>;

constexpr int kGivers = 8;

Givers::Clients MakeGivers(const RecognitionSuite& suite) {
  Givers::Clients givers;
  for (int pair = 0; pair < kGivers; ++pair)
    givers.push_back(std::make_unique<Giver>(suite, fmt::format("g{}", pair), pair));
  return givers;
}

void ExpectExact(const recognition::v1::VerifyLedgerResponse& proof) {
  EXPECT_GT(proof.entries(), 0);
  EXPECT_EQ(proof.imbalance(), 0);
  EXPECT_EQ(proof.accounts_below_floor(), 0);
  EXPECT_EQ(proof.balances_off(), 0);
}

TEST(RecognitionKilled, LosesAndDoublesNoPoint) {
  constexpr int kKills = 12;
  RecognitionSuite suite;
  Givers givers(MakeGivers(suite));
  absl::BitGen random;
  for (int kill = 0; kill < kKills; ++kill) {
    ASSERT_TRUE(givers.Progress(absl::Uniform(random, 1, 100))) << givers.tally().Figures();
    absl::SleepFor(absl::Microseconds(absl::Uniform(random, 0, 20'000)));
    suite.recognition().Kill();
    suite.recognition().Start();
  }
  EXPECT_TRUE(givers.Progress(kGivers));
  const std::vector<Attempt> attempts = givers.Stop();
  EXPECT_THAT(givers.tally().Refusals(), IsEmpty());
  ExpectExact(suite.Verify());
  EXPECT_THAT(suite.recognition().Stop(), Eq(0));
  EXPECT_THAT(Check(attempts, suite.GiftRows()), IsEmpty());
  std::cout << "recognition killed " << kKills << " times: " << givers.tally().Figures() << "\n";
}

// One purse, eight hands, and a service that dies among them.
TEST(RecognitionKilled, AnAllowanceForThirtySevenGiftsIsGivenThirtySevenTimes) {
  constexpr int kGifts = 37;
  RecognitionSuite suite;
  suite.SetAllowance(kGifts * Giver::kPoints);
  Tally tally;
  std::vector<std::unique_ptr<Giver>> hands;
  for (int i = 0; i < kGivers; ++i)
    hands.push_back(std::make_unique<Giver>(suite, fmt::format("h{}", i), /*pair=*/0));
  {
    std::vector<std::jthread> threads;
    for (const auto& hand : hands) {
      threads.emplace_back([&tally, &hand = *hand] {
        while (hand.Make(hand.ToOne(), kNeverGiveUp, tally, {"ALLOWANCE_EXCEEDED"})) {
        }
      });
    }
    absl::BitGen random;
    for (int acknowledged = 3; acknowledged < kGifts; acknowledged += 5) {
      EXPECT_TRUE(Eventually([&] { return tally.acknowledged >= acknowledged; }));
      absl::SleepFor(absl::Microseconds(absl::Uniform(random, 0, 5'000)));
      suite.recognition().Kill();
      suite.recognition().Start();
    }
  }
  EXPECT_THAT(tally.Refusals(), IsEmpty());
  EXPECT_EQ(tally.acknowledged, kGifts);
  EXPECT_EQ(suite.Balance(ManagerEmail(0)).remaining(), 0);
  EXPECT_EQ(suite.Balance(AgentEmail(0)).earned(), kGifts * Giver::kPoints);
  ExpectExact(suite.Verify());
  std::vector<Attempt> attempts;
  for (const auto& hand : hands) {
    for (Attempt& attempt : hand->Attempts()) attempts.push_back(std::move(attempt));
  }
  EXPECT_THAT(Check(attempts, suite.GiftRows()), IsEmpty());
  std::cout << "an allowance for " << kGifts << " gifts, killed among them: " << tally.Figures() << "\n";
}

TEST(RecognitionWithoutDatabase, LosesAndDoublesNoPoint) {
  constexpr int kKills = 3;
  testing::DatabaseServer server;
  RecognitionSuite suite({.database = server.address()});
  Givers givers(MakeGivers(suite));
  absl::BitGen random;
  for (int kill = 0; kill < kKills; ++kill) {
    ASSERT_TRUE(givers.Progress(absl::Uniform(random, 50, 200))) << givers.tally().Figures();
    absl::SleepFor(absl::Microseconds(absl::Uniform(random, 0, 20'000)));
    server.Kill();
    server.Start();
    ASSERT_TRUE(givers.Progress(1)) << givers.tally().Figures();
  }
  EXPECT_TRUE(suite.recognition().Running());
  const std::vector<Attempt> attempts = givers.Stop();
  EXPECT_THAT(givers.tally().Refusals(), IsEmpty());
  ExpectExact(suite.Verify());
  EXPECT_THAT(suite.recognition().Stop(), Eq(0));
  EXPECT_THAT(Check(attempts, suite.GiftRows()), IsEmpty());
  std::cout << "recognition's database killed " << kKills << " times: " << givers.tally().Figures() << "\n";
}

// What the tests above look for is found when it is there.
TEST(RecognitionKilled, ItsCheckersFindWhatIsPlanted) {
  RecognitionSuite suite;
  Giver giver(suite, "planted", 0);
  Tally tally;
  for (int i = 0; i < 8; ++i) ASSERT_TRUE(giver.Make(giver.Next(), kNeverGiveUp, tally));
  ExpectExact(suite.Verify());
  ASSERT_THAT(Check(giver.Attempts(), suite.GiftRows()), IsEmpty());
  const testing::TestDatabase& database = suite.recognition_database();

  database.Execute("UPDATE ledger_account SET balance = balance + 1 ORDER BY account LIMIT 1");
  EXPECT_THAT(suite.Verify().balances_off(), Eq(1));
  database.Execute("UPDATE ledger_account SET balance = balance - 1 ORDER BY account LIMIT 1");
  database.Execute("UPDATE ledger_entry SET delta = delta - 1000000 WHERE account LIKE 'earned/%' LIMIT 1");
  EXPECT_THAT(suite.Verify().imbalance(), Eq(1));
  EXPECT_THAT(suite.Verify().accounts_below_floor(), Eq(1));
  database.Execute("UPDATE ledger_entry SET delta = delta + 1000000 WHERE delta < -900000 LIMIT 1");

  database.Execute(
      "DELETE FROM recognition_recipient WHERE recognition = (SELECT id FROM recognition "
      "WHERE message = 'planted-0')");
  EXPECT_THAT(Check(giver.Attempts(), suite.GiftRows()),
              Contains(Anomaly{Anomaly::Kind::kLost, "recipient/planted-0/1"}));
  database.Execute("UPDATE recognition SET message = 'nobody' WHERE message = 'planted-1'");
  EXPECT_THAT(Check(giver.Attempts(), suite.GiftRows()),
              Contains(Anomaly{Anomaly::Kind::kUnexplained, "recognition/nobody"}));
}

}  // namespace
}  // namespace laurel::faults
