#include "services/directory/bootstrap/administrator.h"

#include <gmock/gmock.h>

#include <thread>

#include "common/sql/migrate.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "laurel/directory/v1/events.pb.h"
#include "laurel/directory/v1/organization.pb.h"
#include "schema/directory_schema.h"

namespace laurel::directory::bootstrap {
namespace {

using laurel::testing::IsOk;

class Administrator : public ::testing::Test {
 protected:
  Administrator() : db(database.Open(clock)) {
    EXPECT_THAT(sql::Migrate(*db, "directory", Migrations(), clock.Now() + absl::Minutes(1)), IsOk());
  }
  std::int64_t People() { return database.QueryInt("SELECT COUNT(*) FROM person"); }
  std::int64_t Admins() { return database.QueryInt("SELECT COUNT(*) FROM role_grant WHERE open_role = 1"); }

  laurel::testing::FakeClock clock;
  laurel::testing::TestDatabase database;
  std::unique_ptr<sql::Database> db;
  metrics::Registry registry;
  const events::Catalog catalog{
      "directory",
      {v1::OrganizationRecords::descriptor(), v1::PersonEvent::descriptor(), v1::RoleEvent::descriptor()}};
  const events::Outbox outbox{catalog, registry};
};

TEST_F(Administrator, IsMadeOnAnEmptyDirectory) {
  ASSERT_THAT(EnsureAdministrator(*db, "Root@example.com", clock, outbox), IsOk());
  EXPECT_EQ(People(), 1);
  EXPECT_EQ(Admins(), 1);
  EXPECT_EQ(
      database.QueryInt(
          "SELECT COUNT(*) FROM person WHERE employee_number IS NULL AND email_key = 'root@example.com'"),
      1);
  EXPECT_EQ(database.QueryInt("SELECT state FROM person_status"), 1);
}

TEST_F(Administrator, IsTold) {
  ASSERT_THAT(EnsureAdministrator(*db, "root@example.com", clock, outbox), IsOk());
  std::vector<std::string> told;
  for (const sql::Row& row : database.Query("SELECT type FROM event_pending ORDER BY inserted, id"))
    told.emplace_back(row.Text(0));
  EXPECT_THAT(told, ::testing::ElementsAre("person.created", "role.changed", "organization.changed"));
}

TEST_F(Administrator, IsNotMadeWhileSomebodyIsOne) {
  ASSERT_THAT(EnsureAdministrator(*db, "root@example.com", clock, outbox), IsOk());
  ASSERT_THAT(EnsureAdministrator(*db, "other@example.com", clock, outbox), IsOk());
  EXPECT_EQ(People(), 1);
  EXPECT_EQ(Admins(), 1);
}

TEST_F(Administrator, IsThePersonWithThatEmailOnceNobodyIsOne) {
  ASSERT_THAT(EnsureAdministrator(*db, "root@example.com", clock, outbox), IsOk());
  database.Execute("UPDATE role_grant SET end_time = '2026-01-01'");
  ASSERT_THAT(EnsureAdministrator(*db, "ROOT@example.com", clock, outbox), IsOk());
  EXPECT_EQ(People(), 1);
  EXPECT_EQ(Admins(), 1);
}

TEST_F(Administrator, IsMadeOnceByTwoReplicas) {
  const auto other_db = database.Open(clock);
  absl::Status one;
  std::thread replica([&] { one = EnsureAdministrator(*other_db, "root@example.com", clock, outbox); });
  const absl::Status two = EnsureAdministrator(*db, "root@example.com", clock, outbox);
  replica.join();
  EXPECT_THAT(one, IsOk());
  EXPECT_THAT(two, IsOk());
  EXPECT_EQ(People(), 1);
  EXPECT_EQ(Admins(), 1);
}

}  // namespace
}  // namespace laurel::directory::bootstrap
