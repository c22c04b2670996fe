#include "common/sql/migrate.h"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

#include "common/sql/database.h"
#include "common/sql/migrate/statements.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"

namespace laurel::sql {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::TestDatabase;
using ::testing::ElementsAre;

constexpr Migration kFirst = {1, "0001_create_a",
                              "-- what a is\nCREATE TABLE IF NOT EXISTS a (\n  x INT PRIMARY KEY\n);\n"
                              "INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\n"};
constexpr Migration kSecond = {2, "0002_add_y",
                               "ALTER TABLE a ADD COLUMN y INT NULL;\nUPDATE a SET y = x;\n"};

class MigrateTest : public ::testing::Test {
 protected:
  absl::Status Run(std::vector<Migration> migrations) {
    return Migrate(*database_, "test", migrations, SystemClock().Now() + absl::Seconds(60));
  }

  TestDatabase schema_;
  std::unique_ptr<Database> database_ = schema_.Open();
};

TEST_F(MigrateTest, AppliesEachVersionOnce) {
  ASSERT_THAT(Run({kFirst}), IsOk());
  ASSERT_THAT(Run({kFirst, kSecond}), IsOk());
  ASSERT_THAT(Run({kFirst, kSecond}), IsOk());
  EXPECT_EQ(schema_.QueryInt("SELECT COUNT(*) FROM a WHERE y = x"), 2);
  EXPECT_EQ(schema_.QueryInt(
                "SELECT COUNT(*) FROM schema_migration WHERE component = 'test' AND finished IS NOT NULL"),
            2);
  EXPECT_EQ(schema_.QueryInt("SELECT COUNT(*) FROM lease WHERE name = 'migration' AND conn_id = 0"), 1);
}

TEST_F(MigrateTest, LetsSeveralAtOnceApplyEachVersionOnce) {
  std::vector<std::thread> threads;
  std::vector<absl::Status> results(4);
  for (absl::Status& result : results) threads.emplace_back([&] { result = Run({kFirst, kSecond}); });
  for (std::thread& thread : threads) thread.join();
  for (const absl::Status& result : results) EXPECT_THAT(result, IsOk());
  EXPECT_EQ(schema_.QueryInt("SELECT COUNT(*) FROM a"), 2);
}

TEST_F(MigrateTest, RefusesAnAppliedVersionWithAnotherText) {
  ASSERT_THAT(Run({kFirst}), IsOk());
  EXPECT_THAT(Run({{1, "0001_create_a", "CREATE TABLE b (x INT);\n"}}),
              StatusIs(absl::StatusCode::kFailedPrecondition, "SCHEMA_MISMATCH"));
}

TEST_F(MigrateTest, AcceptsANewerSchemaAndRefusesAnUnknownOne) {
  ASSERT_THAT(Run({kFirst, kSecond}), IsOk());
  EXPECT_THAT(Run({kFirst}), IsOk());
  EXPECT_THAT(Run({kSecond}), StatusIs(absl::StatusCode::kFailedPrecondition, "SCHEMA_MISMATCH"));
}

TEST_F(MigrateTest, KeepsWhatRanBeforeAFailureAndGoesOnAfterIt) {
  const Migration broken = {
      1, "0001_create_a",
      "CREATE TABLE a (x INT PRIMARY KEY);\nINSERT INTO a VALUES (1);\nINSERT INTO a VALUES "
      "('no number');\n"};
  EXPECT_THAT(Run({broken}), StatusIs(absl::StatusCode::kFailedPrecondition, "MIGRATION_FAILED"));
  EXPECT_EQ(schema_.QueryInt(
                "SELECT statements_done FROM schema_migration WHERE component = 'test' AND finished IS NULL"),
            2);
  const Migration corrected = {
      1, "0001_create_a",
      "CREATE TABLE a (x INT PRIMARY KEY);\nINSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\n"};
  EXPECT_THAT(Run({corrected}), IsOk());
  EXPECT_EQ(schema_.QueryInt("SELECT COUNT(*) FROM a"), 2);
}

TEST_F(MigrateTest, ResumesAfterAStatementWhoseNoteWasLost) {
  ASSERT_THAT(Run({kFirst}), IsOk());
  // As a migrator leaves it that was killed between ALTER TABLE and its note.
  schema_.Execute("ALTER TABLE a ADD COLUMN y INT NULL");
  schema_.Execute(
      "INSERT INTO schema_migration VALUES ('test', 2, '0002_add_y', REPEAT('0', 64), 0, UTC_TIMESTAMP(6), "
      "NULL)");
  EXPECT_THAT(Run({kFirst, kSecond}), IsOk());
  EXPECT_EQ(schema_.QueryInt("SELECT COUNT(*) FROM a WHERE y = x"), 2);
}

TEST_F(MigrateTest, TakesOverFromADeadMigrator) {
  ASSERT_THAT(Run({}), IsOk());
  schema_.Execute(
      "UPDATE lease SET owner = 'dead', conn_id = 999999, expires = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
  EXPECT_THAT(Run({kFirst}), IsOk());
  EXPECT_EQ(schema_.QueryInt("SELECT epoch FROM lease WHERE name = 'migration'"), 2);
}

TEST_F(MigrateTest, WaitsNoLongerThanItsDeadlineForAnother) {
  ASSERT_THAT(Run({}), IsOk());
  schema_.Execute("UPDATE lease SET expires = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR");
  EXPECT_THAT(Migrate(*database_, "test", {}, SystemClock().Now() + absl::Seconds(1)),
              StatusIs(absl::StatusCode::kUnavailable, "MIGRATION_RUNNING"));
}

TEST(SplitStatements, EndsAStatementAtASemicolonAtTheEndOfALine) {
  EXPECT_THAT(SplitStatements("-- a; comment\nSELECT ';' ,\n  2;  \n\nSELECT 3"),
              ElementsAre("SELECT ';' ,\n2", "SELECT 3"));
  EXPECT_THAT(SplitStatements("  \n-- nothing\n"), ElementsAre());
}

}  // namespace
}  // namespace laurel::sql
