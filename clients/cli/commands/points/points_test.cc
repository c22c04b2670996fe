// Points as they are asked for and corrected.
#include "clients/cli/testing/fake_suite.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using ::testing::ElementsAre;
using testing::FakeSuite;
using ::testing::HasSubstr;
using testing::Outcome;

void Post(FakeSuite& suite, v1::LedgerKind kind, const std::string& creator, const std::string& account,
          std::int64_t delta) {
  v1::LedgerTransaction& posting = suite.recognition.ledger.emplace_back();
  posting.set_name("ledgerTransactions/1");
  posting.set_kind(kind);
  posting.set_creator(creator);
  posting.set_period("2026-11");
  *posting.mutable_create_time() = ToTimestamp(FakeSuite::Now().now);
  v1::LedgerEntry& entry = *posting.add_entries();
  entry.set_account(account);
  entry.set_person("people/maria");
  entry.set_delta(delta);
}

TEST(BalanceCommand, SaysWhatIsLeftAndWhatWasEarned) {
  FakeSuite suite;
  suite.recognition.balance.set_held(30);
  EXPECT_EQ(suite.Run({"balance"}).out,
            "month    November\n"
            "to give  45 of 100, until Tue 1 Dec\n"
            "given    55\n"
            "held     30 wait for approval\n"
            "earned   130\n");
  EXPECT_EQ(nlohmann::json::parse(suite.Run({"balance", "ana pereira", "-o", "json"}).out)["remaining"],
            "45");
  EXPECT_THAT(suite.recognition.balances_asked, ElementsAre("people/me/balance", "people/ana/balance"));
}

TEST(LedgerCommand, TellsHowItCameAbout) {
  FakeSuite suite;
  suite.recognition.Add("ccccc1", "people/ana", "people/maria", "calm");
  Post(suite, v1::LEDGER_KIND_GIVE, "people/ana", "earned/maria", 10);
  suite.recognition.ledger.back().set_recognition("recognitions/01jd8z3v5n7q2w4e6r8tccccc1");
  Post(suite, v1::LEDGER_KIND_GRANT, "", "giving/maria/2026-11", 100);
  EXPECT_EQ(suite.Run({"ledger", "--period", "november"}).out,
            "WHEN         TO GIVE  EARNED  WHAT\n"
            "today 16:20           +10     Ana Pereira thanked you (ccccc1)\n"
            "today 16:20  +100             Your allowance for November\n");
  EXPECT_EQ(suite.recognition.ledger_asked.back().period(), "2026-11");
  EXPECT_EQ(suite.recognition.ledger_asked.back().person(), "people/maria");
  EXPECT_THAT(suite.Run({"ledger", "--kind", "give", "-o", "csv"}).out,
              HasSubstr("\"give\",\"2026-11\",\"earned/maria\",\"10\",\"ana@example.com\""));
  EXPECT_EQ(suite.recognition.ledger_asked.back().kind(), v1::LEDGER_KIND_GIVE);
  EXPECT_THAT(suite.Run({"ledger", "--recognition", "ccccc1"}).out,
              HasSubstr("today 16:20  10      Ana Pereira thanked Maria Costa (ccccc1)\n"));
  EXPECT_EQ(suite.Run({"ledger", "--kind", "nothing"}).code, 2);
}

TEST(LedgerCommand, IsVerified) {
  FakeSuite suite;
  suite.recognition.verified.set_transactions(12);
  Outcome outcome = suite.Run({"ledger", "verify"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("The ledger adds up.\n"));
  suite.recognition.verified.set_imbalance(1);
  outcome = suite.Run({"ledger", "verify"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("error: the ledger does not add up\n"));
}

TEST(LedgerCommand, CompletesPeopleAndItsVerb) {
  FakeSuite suite;
  EXPECT_THAT(suite.Run({"complete", "--", "ledger", "ve"}).out, HasSubstr("verify\t"));
  EXPECT_THAT(suite.Run({"complete", "--", "ledger", "anab"}).out, HasSubstr("anabel@example.com"));
  EXPECT_EQ(suite.Run({"complete", "--", "ledger", "--kind", "gi"}).out, "give\t\n");
}

TEST(PointsCommand, BoostsAndCorrects) {
  FakeSuite suite;
  EXPECT_EQ(suite.Run({"points", "boost", "ana pereira", "50", "--reason", "the anniversary"}).out,
            "Ana Pereira has a boost of 50 now, beside 45 of 100 this month.\n");
  EXPECT_EQ(suite.Run({"points", "adjust", "ana pereira", "-20", "--reason", "counted twice"}).out,
            "What Ana Pereira has earned is 110 now.\n");
  EXPECT_THAT(suite.recognition.adjusted, ElementsAre(-20));
  EXPECT_EQ(suite.Run({"points", "adjust", "ana pereira", "many", "--reason", "x"}).code, 2);
  EXPECT_EQ(suite.Run({"points", "adjust", "ana pereira", "5"}).code, 2);
}

}  // namespace
}  // namespace laurel::cli
