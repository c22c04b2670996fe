// The schema of an empty database, and of one whose migration was interrupted.
#include <gtest/gtest.h>

#include "common/sql/migrate.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "fmt/format.h"
#include "schema/goals_schema.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;

class Migration : public ::testing::Test {
 protected:
  absl::Status Migrate() { return sql::Migrate(*db, "goals", Migrations(), clock.Now() + absl::Minutes(1)); }

  laurel::testing::FakeClock clock;
  laurel::testing::TestDatabase database;
  std::unique_ptr<sql::Database> db = database.Open(clock);
};

TEST_F(Migration, MakesTablesWithoutGoals) {
  ASSERT_THAT(Migrate(), IsOk());
  for (const char* table : {"goal", "goal_owner", "key_result", "check_in", "goal_comment", "status_change"})
    EXPECT_EQ(database.QueryInt(fmt::format("SELECT COUNT(*) FROM {}", table)), 0) << table;
}

// As after a server that ended between two statements of a migration: each table is committed by itself.
TEST_F(Migration, GoesOnWhereItWasInterrupted) {
  ASSERT_THAT(Migrate(), IsOk());
  database.Execute("INSERT INTO goal_owner (goal, owner, create_time) VALUES ('g', 'o', UTC_TIMESTAMP(6))");
  database.Execute("DROP TABLE check_in, goal_comment, status_change");
  database.Execute(
      "UPDATE schema_migration SET statements_done = 3, finished = NULL WHERE component = 'goals'");
  ASSERT_THAT(Migrate(), IsOk());
  EXPECT_EQ(database.QueryInt("SELECT COUNT(*) FROM check_in"), 0);
  EXPECT_EQ(database.QueryInt("SELECT COUNT(*) FROM status_change"), 0);
  EXPECT_EQ(database.QueryInt("SELECT COUNT(*) FROM goal_owner"), 1) << "what was there is kept";
}

TEST_F(Migration, IsDoneOnce) {
  ASSERT_THAT(Migrate(), IsOk());
  database.Execute("DROP TABLE goal_comment");
  ASSERT_THAT(Migrate(), IsOk());
  EXPECT_EQ(
      database.QueryInt("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() "
                        "AND table_name = 'goal_comment'"),
      0)
      << "made again although it was applied";
}

}  // namespace
}  // namespace laurel::goals::testing
