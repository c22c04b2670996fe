// What people may give, month after month: granted by whoever needs it first or by the sweep, expired with
// the next grant, and with a person's leaving.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/recognition/allowance/sweep.h"
#include "services/recognition/ledger/rules.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using absl::CivilDay;
using absl::StatusCode;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using Stub = Suite::Stub;

const std::string kNew = org::testing::TestId(20);

class Allowance : public ::testing::Test {
 protected:
  absl::Status Sweep() { return allowance::Sweep(suite.env(), suite.clock.Now(), {}); }
  void SetTime(CivilDay day, int hour = 12) {
    suite.clock.Set(absl::FromCivil(absl::CivilHour(day) + hour, absl::UTCTimeZone()));
    suite.organization.Touch(suite.clock.Now());
  }
  std::int64_t Transactions(v1::LedgerKind kind, const std::string& person) const {
    return suite.database.QueryInt("SELECT COUNT(*) FROM ledger_person WHERE kind = ? AND person = ?",
                                   {std::int64_t{kind}, person});
  }
  std::int64_t Granted(const std::string& person) const {
    return Transactions(v1::LEDGER_KIND_GRANT, person);
  }
  std::int64_t Expired(const std::string& person) const {
    return Transactions(v1::LEDGER_KIND_EXPIRE, person);
  }
  void Hire(CivilDay first_day, const std::string& zone = "") {
    suite.Reorganize([&](org::testing::Records& records) {
      records.Person(kNew, kNew, zone).Status(kNew, first_day, directory::v1::PERSON_STATE_ACTIVE);
    });
  }

  Suite suite;
};

TEST_F(Allowance, IsGrantedWithTheFirstGiftAndOnce) {
  suite.Given(kSam, {kAna}, 10);
  suite.Given(kSam, {kBen}, 10);
  EXPECT_EQ(Granted(kSam), 1);
  EXPECT_EQ(Granted(kAna), 0) << "receiving needs none";
  suite.Given(kMona, {kBen}, 0);
  EXPECT_EQ(Granted(kMona), 0) << "neither does a thank-you without points";
  suite.Verify();
}

TEST_F(Allowance, WhatIsLeftExpiresWithTheNextGrantAndABoostStays) {
  suite.Boost(kSam, 30);
  suite.Given(kSam, {kAna}, 40);
  SetTime(CivilDay(2026, 2, 1), 0);
  EXPECT_EQ(suite.Balance(kSam).remaining(), 100);
  suite.Given(kSam, {kAna}, 5);
  EXPECT_EQ(Expired(kSam), 1);
  EXPECT_EQ(Granted(kSam), 2);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-01")), 0);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-02")), 95);
  EXPECT_EQ(suite.Balance(kSam).boost(), 30);
  suite.Verify();
}

TEST_F(Allowance, IsUsedBeforeTheBoost) {
  suite.SetProgram([](v1::Program& program) { program.set_pair_cap(1'000); });
  suite.Boost(kSam, 30);
  for (int i = 0; i < 2; ++i) suite.Given(kSam, {kAna}, 45);
  suite.Given(kSam, {kAna}, 20);
  EXPECT_EQ(suite.Balance(kSam).remaining(), 0);
  EXPECT_EQ(suite.Balance(kSam).boost(), 20);
  suite.Verify();
}

TEST_F(Allowance, OfEverybodyWhoIsHereIsGrantedByTheSweepOnce) {
  suite.Given(kSam, {kAna}, 10);
  for (int i = 0; i < 3; ++i) ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Granted(kSam), 1);
  EXPECT_EQ(Granted(kAna), 1);
  EXPECT_EQ(Granted(kGone), 0);
  const auto here = static_cast<std::int64_t>(suite.organization.Current()->people_count()) - 1;
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM ledger_transaction WHERE kind = 1"), here);
  SetTime(CivilDay(2026, 4, 3));
  ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Granted(kSam), 2) << "nothing for the months in which nobody looked";
  EXPECT_EQ(Expired(kSam), 1);
  EXPECT_EQ(suite.Entries(ledger::Giving(kAna, "2026-01")), 0);
  EXPECT_EQ(suite.Entries(ledger::Giving(kAna, "2026-04")), 100);
  suite.Verify();
}

TEST_F(Allowance, OfMoreThanOneTransactionIsSweptToTheEnd) {
  constexpr int kPeople = 130;
  suite.Reorganize([&](org::testing::Records& records) {
    for (int i = 0; i < kPeople; ++i) records.Active(org::testing::TestId(1000 + i));
  });
  ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM ledger_account WHERE account LIKE 'giving/%'"),
            static_cast<std::int64_t>(suite.organization.Current()->people_count()) - 1);
  std::stop_source stopped;
  stopped.request_stop();
  SetTime(CivilDay(2026, 2, 3));
  EXPECT_THAT(allowance::Sweep(suite.env(), suite.clock.Now(), stopped.get_token()), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM giver WHERE period = '2026-02'"), 0);
  suite.Verify();
}

TEST_F(Allowance, ASweepWaitsForAnOrganisationThatIsFresh) {
  suite.clock.Advance(absl::Hours(1));
  EXPECT_THAT(Sweep(), StatusIs(StatusCode::kUnavailable, "ORGANIZATION_STALE"));
}

TEST_F(Allowance, AnIdleSweepAsksLittleOfTheDatabase) {
  class Counting final : public sql::Observer {
   public:
    void Queried(absl::Duration) override { ++statements; }
    std::atomic<int> statements{0};
  } counting;
  const auto counted = suite.database.Open(suite.clock, counting);
  Env env{*counted, suite.organization, suite.events->outbox(), suite.metrics};
  ASSERT_THAT(allowance::Sweep(env, suite.clock.Now(), {}), IsOk());
  counting.statements = 0;
  ASSERT_THAT(allowance::Sweep(env, suite.clock.Now(), {}), IsOk());
  EXPECT_LE(counting.statements, 6);
}

TEST_F(Allowance, OfALeaverExpiresAndDoesNotComeBackInThatMonth) {
  suite.Given(kSam, {kAna}, 10);
  suite.Boost(kSam, 30);
  suite.Leave(kSam);
  EXPECT_EQ(suite.Balance(kSam).remaining(), 0);
  EXPECT_EQ(suite.Balance(kSam).given(), 10);
  for (int i = 0; i < 2; ++i) ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Expired(kSam), 1);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-01")), 0);
  EXPECT_EQ(suite.Balance(kSam).boost(), 30);
  const absl::CivilDay today = absl::ToCivilDay(suite.clock.Now(), absl::UTCTimeZone());
  suite.Pass(absl::Hours(48));
  suite.Reorganize([&](org::testing::Records& records) {
    records.Status(kSam, today + 2, directory::v1::PERSON_STATE_ACTIVE);
  });
  ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Granted(kSam), 1);
  EXPECT_EQ(suite.Balance(kSam).remaining(), 0);
  EXPECT_EQ(suite.Balance(kSam).given(), 10);
  SetTime(CivilDay(2026, 2, 3));
  ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Granted(kSam), 2);
  suite.Verify();
}

TEST_F(Allowance, OfALeaverWhomNobodyLookedAtExpiresMonthsLaterAndIsThenForgotten) {
  suite.Given(kSam, {kAna}, 10);
  SetTime(CivilDay(2026, 1, 30));
  suite.Leave(kSam);
  SetTime(CivilDay(2026, 5, 3));
  for (int i = 0; i < 2; ++i) ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Expired(kSam), 1);
  EXPECT_EQ(Granted(kSam), 1);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-01")), 0);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM giver WHERE person = ? AND period = ''", {kSam}),
            1);
  suite.Verify();
}

TEST_F(Allowance, OfSomebodyNewIsWholeOrAShare) {
  Hire(CivilDay(2026, 2, 15));
  ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Granted(kNew), 0) << "not here yet";
  EXPECT_EQ(suite.Balance(kNew).remaining(), 0);
  SetTime(CivilDay(2026, 2, 14));
  ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Granted(kNew), 0);
  suite.SetProgram(
      [](v1::Program& program) { program.set_new_hire_allowance(v1::NEW_HIRE_ALLOWANCE_PRORATED); });
  SetTime(CivilDay(2026, 2, 16));
  EXPECT_EQ(suite.Balance(kNew).remaining(), 50);
  ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(suite.Entries(ledger::Giving(kNew, "2026-02")), 50) << "14 of 28 days";
  SetTime(CivilDay(2026, 3, 2));
  ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(suite.Entries(ledger::Giving(kNew, "2026-03")), 100);
  suite.Verify();
}

TEST_F(Allowance, OfAShareThatIsNothingIsGrantedAsNothingOnce) {
  suite.SetProgram([](v1::Program& program) {
    program.set_allowance(10);
    program.set_new_hire_allowance(v1::NEW_HIRE_ALLOWANCE_PRORATED);
  });
  Hire(CivilDay(2026, 1, 31));
  SetTime(CivilDay(2026, 1, 31));
  for (int i = 0; i < 2; ++i) ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Granted(kNew), 0);
  EXPECT_EQ(suite.database.QueryInt("SELECT version FROM giver WHERE person = ?", {kNew}), 2);
  EXPECT_THAT(suite.As(kNew, &Stub::GiveRecognition, GiveRequest({kAna}, 1)),
              StatusIs(StatusCode::kFailedPrecondition, "ALLOWANCE_EXCEEDED"));
  suite.Verify();
}

TEST_F(Allowance, BeginsWhereTheProgrammeIs) {
  suite.SetProgram([](v1::Program& program) { program.set_time_zone("Asia/Tokyo"); });
  SetTime(CivilDay(2026, 1, 31), 14);
  EXPECT_EQ(suite.Balance(kSam).period(), "2026-01");
  SetTime(CivilDay(2026, 1, 31), 15);
  EXPECT_EQ(suite.Balance(kSam).period(), "2026-02");
}

TEST_F(Allowance, OfAMonthDoesNotComeBackWithAnotherTimeZone) {
  suite.SetProgram([](v1::Program& program) { program.set_time_zone("Asia/Tokyo"); });
  SetTime(CivilDay(2026, 1, 31), 20);
  suite.Given(kSam, {kAna}, 40);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-02")), 60);
  suite.SetProgram([](v1::Program& program) { program.set_time_zone("America/Lima"); });
  const v1::Balance balance = suite.Balance(kSam);
  EXPECT_EQ(balance.period(), "2026-02");
  EXPECT_EQ(balance.remaining(), 60);
  EXPECT_EQ(suite.Balance(kMona).period(), "2026-01");
  for (int i = 0; i < 2; ++i) ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Granted(kSam), 1);
  EXPECT_EQ(Granted(kMona), 1);
  SetTime(CivilDay(2026, 2, 2));
  ASSERT_THAT(Sweep(), IsOk());
  EXPECT_EQ(Granted(kSam), 1);
  EXPECT_EQ(Granted(kMona), 2);
  suite.Verify();
}

TEST_F(Allowance, PointsOfAMonthThatIsOverComeBackToNobody) {
  const v1::Recognition pending = suite.Pending(kSam, {kAna}, 30);
  SetTime(CivilDay(2026, 2, 2));
  ASSERT_THAT(suite.As(kMona, &Stub::RejectRecognition, RejectRequest(pending.name())), IsOk());
  EXPECT_EQ(suite.Balance(kSam).remaining(), 100);
  EXPECT_EQ(suite.Entries(ledger::Giving(kSam, "2026-01")), 0);
  EXPECT_EQ(Granted(kSam), 2);
  suite.Verify();
}

}  // namespace
}  // namespace laurel::recognition::testing
