// Statuses that begin by themselves, over the wire and with the sweeper.
#include "services/directory/announcement/sweep.h"

#include <span>
#include <thread>

#include "absl/time/clock.h"
#include "common/sql/migrate.h"
#include "schema/directory_schema.h"
#include "services/directory/organization/store.h"
#include "services/directory/person/state_fixture.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(States, AreToldOnTheirDayAndOnce) {
  ASSERT_THAT(GoOnLeave(kAna, kToday + 2), IsOk());
  ASSERT_THAT(Return(kAna, kToday + 4), IsOk());
  Sweep();
  EXPECT_THAT(Told(kAna), IsEmpty());
  PassDays(2);
  Sweep();
  Sweep();
  EXPECT_THAT(Told(kAna), ElementsAre("person.on_leave"));
  PassDays(2);
  Sweep();
  EXPECT_THAT(Told(kAna), ElementsAre("person.on_leave", "person.returned"));
}

TEST_F(States, ALeavingHasItsConsequencesOnItsDay) {
  const auto answer = Leave(kCarla, kToday + 3);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->state(), v1::PERSON_STATE_ACTIVE);
  EXPECT_EQ(answer->leave_date().day(), 17);
  PassDays(2);
  Sweep();
  EXPECT_EQ(Get(kAna).manager(), suite.Name(kCarla));
  PassDays(1);
  Sweep();
  EXPECT_EQ(Get(kAna).manager(), suite.Name(kTop));
  EXPECT_THAT(Reports(kCarla, kToday + 2), ElementsAre("Ana", "Ben"));
  EXPECT_THAT(Reports(kTop, kToday + 3), ElementsAre("Ana", "Ben", "Carla"));
  EXPECT_THAT(Told(kCarla), ElementsAre("person.left"));
  EXPECT_THAT(Told(kAna), ElementsAre("person.changed manager"));
  EXPECT_THAT(suite.organization.Current()->RolesOf(api::IdOf(suite.Name(kCarla))), IsEmpty());
}

TEST_F(States, AWithdrawnLeavingIsNeverTold) {
  ASSERT_THAT(Leave(kCarla, kToday + 3), IsOk());
  ASSERT_THAT(Leave(kCarla, kToday + 5), IsOk());
  const auto stays = Reinstate(kCarla);
  ASSERT_THAT(stays, IsOk());
  EXPECT_FALSE(stays->has_leave_date());
  PassDays(10);
  Sweep();
  EXPECT_THAT(Told(kCarla), IsEmpty());
  EXPECT_THAT(Reports(kCarla, kToday + 10), ElementsAre("Ana", "Ben"));
}

TEST_F(States, TwoSweepersAtOnceTellOnce) {
  ASSERT_THAT(Leave(kCarla, kToday + 1), IsOk());
  ASSERT_THAT(GoOnLeave(kAna, kToday + 1), IsOk());
  ASSERT_THAT(GoOnLeave(kTop, kToday + 1), IsOk());
  PassDays(1);
  const auto other_database = suite.database.Open(suite.clock);
  const auto sweep = [&](sql::Database& database) {
    EXPECT_THAT(announcement::TellDue(database, suite.events->outbox(), [] { return false; }), IsOk());
  };
  std::thread other([&] { sweep(*other_database); });
  sweep(*suite.db);
  other.join();
  EXPECT_THAT(Told(kCarla), ElementsAre("person.left"));
  EXPECT_THAT(Told(kAna), ::testing::UnorderedElementsAre("person.on_leave", "person.changed manager"));
  EXPECT_THAT(Told(kTop), ElementsAre("person.on_leave"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM reporting_line WHERE manager = ?",
                                    {std::string(api::IdOf(suite.Name(kTop)))}),
            3);
}

TEST_F(States, WhatAnotherReplicaToldDoesNotWaitForTheGuard) {
  ASSERT_THAT(GoOnLeave(kAna, kToday + 1), IsOk());
  PassDays(1);
  const auto other = suite.database.Open();
  // A change of the organisation that takes longer than a lock is waited for.
  const absl::Status held = other->Dedicated(absl::Now() + absl::Minutes(1), [&](sql::Connection& change) {
    EXPECT_THAT(announcement::TellDue(*suite.db, suite.events->outbox(),
                                      [&] {
                                        Sweep();
                                        EXPECT_THAT(change.Execute("START TRANSACTION"), IsOk());
                                        EXPECT_THAT(organization::LockGuard(change), IsOk());
                                        return false;
                                      }),
                laurel::testing::IsOkAndHolds(0));
    return change.Execute("ROLLBACK").status();
  });
  EXPECT_THAT(held, IsOk());
  EXPECT_THAT(Told(kAna), ElementsAre("person.on_leave"));
}

// What begins today in UTC has not begun yet west of it: the sweeper tells it there, with its consequences.
TEST(AnnouncedMigration, CountsAsToldWhatHasBegunEverywhere) {
  const laurel::testing::TestDatabase database;
  const auto db = database.Open();
  const auto migrate = [&](std::span<const sql::Migration> migrations) {
    return sql::Migrate(*db, "directory", migrations, absl::Now() + absl::Minutes(1));
  };
  ASSERT_THAT(migrate(Migrations().first(6)), IsOk());
  const auto today = [&database] { return database.QueryInt("SELECT TO_DAYS(UTC_DATE())"); };
  const std::int64_t before = today();
  for (const std::int64_t day : {before - 1, before, before + 1}) {
    database.Execute(
        "INSERT INTO person_status (person, start_date, state, coachable) "
        "VALUES ('ana', FROM_DAYS(?), 1, 0)",
        {day});
  }
  ASSERT_THAT(migrate(Migrations()), IsOk());
  if (today() != before) GTEST_SKIP() << "midnight passed";
  EXPECT_EQ(database.QueryInt("SELECT COUNT(*) FROM person_status WHERE announced = 1"), 1);
  EXPECT_EQ(database.QueryInt("SELECT MAX(TO_DAYS(start_date)) FROM person_status WHERE announced = 1"),
            before - 1);
}

TEST_F(States, TheDayBeginsWhereThePersonIs) {
  suite.Given({"employee_number,email,display_name,time_zone,hire_date",
               "8,kiri@example.com,Kiri,Pacific/Kiritimati,2020-01-01",
               "9,pago@example.com,Pago,Pacific/Pago_Pago,2020-01-01"});
  ASSERT_THAT(GoOnLeave("kiri@example.com", kToday + 2), IsOk());
  ASSERT_THAT(GoOnLeave("pago@example.com", kToday + 2), IsOk());
  PassDays(1);  // noon of the 15th in UTC: the 16th in Kiritimati, 1 in the morning of the 15th in Pago Pago
  Sweep();
  EXPECT_THAT(Told("kiri@example.com"), ElementsAre("person.on_leave"));
  EXPECT_THAT(Told("pago@example.com"), IsEmpty());
  PassDays(1);
  Sweep();
  EXPECT_THAT(Told("pago@example.com"), ElementsAre("person.on_leave"));
}

TEST_F(States, WhoIsToComeIsToldOnTheFirstDay) {
  suite.Given({"employee_number,email,display_name,hire_date", "8,new@example.com,New,2026-01-20"});
  EXPECT_THAT(testing::ToldOf(suite.database, suite.Name("new@example.com")), IsEmpty());
  PassDays(6);
  Sweep();
  EXPECT_THAT(testing::ToldOf(suite.database, suite.Name("new@example.com")), ElementsAre("person.created"));
}

TEST_F(States, LeaversOfOneDayHandTheirReportsUpTogether) {
  ASSERT_THAT(suite.SetManager(kBen, kAna, kToday), IsOk());
  ASSERT_THAT(Leave(kAna, kToday + 1), IsOk());
  ASSERT_THAT(Leave(kCarla, kToday + 1), IsOk());
  PassDays(1);
  Sweep();
  EXPECT_EQ(Get(kBen).manager(), suite.Name(kTop));
  EXPECT_THAT(Reports(kAna, kToday + 1), IsEmpty());
  EXPECT_THAT(Reports(kCarla, kToday + 1), IsEmpty());
}

}  // namespace
}  // namespace laurel::directory
