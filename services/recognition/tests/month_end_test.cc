// A month ends while everybody gives and every replica sweeps: each person is granted the new month once, and
// what was left of the old one expires once, whoever comes first.
#include <gtest/gtest.h>

#include <stop_token>
#include <thread>

#include "common/testing/status_matchers.h"
#include "services/recognition/allowance/sweep.h"
#include "services/recognition/ledger/rules.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::Together;
using Outcomes = std::map<std::string, int>;
using Stub = Suite::Stub;

constexpr int kPeople = 120;

class MonthEnd : public ::testing::Test {
 protected:
  MonthEnd() {
    suite.Reorganize([](org::testing::Records& records) {
      for (int i = 0; i < kPeople; ++i) records.Active(IdOfNumber(i), IdOfNumber(i));
    });
  }
  static std::string IdOfNumber(int i) { return org::testing::TestId(1000 + i); }

  absl::Status Sweep() { return allowance::Sweep(suite.env(), suite.clock.Now(), {}); }
  void GoTo(absl::CivilDay day) {
    suite.clock.Set(absl::FromCivil(day, absl::UTCTimeZone()));
    suite.organization.Touch(suite.clock.Now());
  }
  // Twenty people who give for the first time, to each other, and a sweep by each replica.
  Outcomes GiveAndSweep() {
    return Together(22, [this](int i, int replica) {
      if (i % 11 == 10) return Sweep();
      return suite
          .As(IdOfNumber(i), &Stub::GiveRecognition,
              GiveRequest({IdOfNumber(i + 1), IdOfNumber(i + 2)}, 1 + i % 3), replica)
          .status();
    });
  }
  // How often something happened to the same person for the same month.
  std::int64_t Repeated(v1::LedgerKind kind) const {
    return suite.database.QueryInt(
        "SELECT COUNT(*) FROM (SELECT person FROM ledger_person WHERE kind = ? GROUP BY person, period "
        "HAVING COUNT(*) > 1) repeated",
        {std::int64_t{kind}});
  }
  std::int64_t Count(v1::LedgerKind kind, const std::string& period) const {
    return suite.database.QueryInt("SELECT COUNT(*) FROM ledger_transaction WHERE kind = ? AND period = ?",
                                   {std::int64_t{kind}, period});
  }
  void ExpectMonth(const std::string& former, const std::string& current) {
    const auto here = static_cast<std::int64_t>(suite.organization.Current()->people_count()) - 1;
    EXPECT_EQ(Count(v1::LEDGER_KIND_GRANT, current), here);
    EXPECT_EQ(Repeated(v1::LEDGER_KIND_GRANT), 0);
    EXPECT_EQ(Repeated(v1::LEDGER_KIND_EXPIRE), 0);
    EXPECT_EQ(
        suite.database.QueryInt("SELECT COUNT(*) FROM ledger_account WHERE balance <> 0 AND account LIKE ?",
                                {"giving/%/" + former}),
        0);
    EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM giver WHERE period = ?", {current}), here);
    suite.Verify();
  }

  Suite suite;
};

TEST_F(MonthEnd, GrantsAndExpiresOnceWhoeverComesFirst) {
  EXPECT_EQ(GiveAndSweep(), (Outcomes{{"OK", 22}})) << "nobody has been granted anything before";
  ExpectMonth("2025-12", "2026-01");
  GoTo(absl::CivilDay(2026, 2, 1));
  EXPECT_EQ(GiveAndSweep(), (Outcomes{{"OK", 22}}));
  ExpectMonth("2026-01", "2026-02");
  EXPECT_EQ(Count(v1::LEDGER_KIND_EXPIRE, "2026-01"), Count(v1::LEDGER_KIND_GRANT, "2026-01"));
}

TEST_F(MonthEnd, OfOnePersonIsDecidedOnceByTwentyFirstGifts) {
  GiveAndSweep();
  GoTo(absl::CivilDay(2026, 2, 1));
  const Outcomes outcomes = Together(20, [this](int i, int replica) {
    return suite.As(kSam, &Stub::GiveRecognition, GiveRequest({IdOfNumber(i)}, 5), replica).status();
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 20}}));
  EXPECT_EQ(suite.Balance(kSam).remaining(), 0);
  EXPECT_EQ(Repeated(v1::LEDGER_KIND_GRANT), 0);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-01")), 0);
  suite.Verify();
}

// The clock turns while they give: each gift is of the one month or of the other.
TEST_F(MonthEnd, InTheMiddleOfGiftsLeavesEachInOneMonth) {
  GoTo(absl::CivilDay(2026, 2, 1));
  suite.clock.Advance(-absl::Seconds(1));  // so near that no deadline passes with the month
  ASSERT_THAT(Sweep(), IsOk());
  const Outcomes outcomes = Together(80, [this](int i, int replica) {
    if (i == 30) suite.clock.Advance(absl::Seconds(2));
    if (i % 20 == 19) return Sweep();
    return suite.As(IdOfNumber(i % 8), &Stub::GiveRecognition, GiveRequest({IdOfNumber(40 + i)}, 1), replica)
        .status();
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 80}}));
  ASSERT_THAT(Sweep(), IsOk());
  ExpectMonth("2026-01", "2026-02");
  EXPECT_EQ(
      suite.database.QueryInt("SELECT COUNT(*) FROM recognition_recipient r JOIN ledger_transaction t "
                              "ON t.recognition = r.recognition WHERE t.kind = 4 AND t.period <> r.period"),
      0);
}

// Some leave at that moment: what they had expires, and nothing is granted to them.
TEST_F(MonthEnd, OfLeaversExpiresAndGrantsNothing) {
  ASSERT_THAT(Sweep(), IsOk());
  GoTo(absl::CivilDay(2026, 2, 1));
  for (int i = 0; i < 5; ++i) suite.Leave(IdOfNumber(60 + i));
  const Outcomes outcomes = Together(6, [this](int, int) { return Sweep(); });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 6}}));
  const auto here = static_cast<std::int64_t>(suite.organization.Current()->people_count()) - 6;
  EXPECT_EQ(Count(v1::LEDGER_KIND_GRANT, "2026-02"), here);
  EXPECT_EQ(Count(v1::LEDGER_KIND_EXPIRE, "2026-01"), here + 5);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM giver WHERE period = '2026-01'"), 0);
  suite.Verify();
}

}  // namespace
}  // namespace laurel::recognition::testing
