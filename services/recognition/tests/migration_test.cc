// The schema of an empty database, and of one whose migration was interrupted.
#include <gtest/gtest.h>

#include "common/sql/migrate.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "schema/recognition_schema.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;

class Migration : public ::testing::Test {
 protected:
  absl::Status MigrateTo(std::size_t version) {
    return sql::Migrate(*db, "recognition", std::span(Migrations()).first(version),
                        clock.Now() + absl::Minutes(1));
  }

  laurel::testing::FakeClock clock;
  laurel::testing::TestDatabase database;
  std::unique_ptr<sql::Database> db = database.Open(clock);
};

TEST_F(Migration, BeginsWithTheProgrammeOfTheProduct) {
  ASSERT_THAT(MigrateTo(Migrations().size()), IsOk());
  EXPECT_EQ(database.QueryInt("SELECT COUNT(*) FROM program WHERE time_zone = 'UTC' AND allowance = 100 "
                              "AND max_each = 50 AND pair_cap = 100 AND approval_threshold = 0 "
                              "AND undo_window = 600000000 AND value_required = 0 AND new_hire_allowance = 1 "
                              "AND leaver_redeem_days = 90"),
            1);
}

TEST_F(Migration, GoesOnWhereItWasInterruptedAndKeepsTheProgrammeThatIsThere) {
  ASSERT_THAT(MigrateTo(1), IsOk());
  database.Execute("UPDATE program SET allowance = 70");
  ASSERT_THAT(MigrateTo(Migrations().size()), IsOk());
  ASSERT_THAT(MigrateTo(Migrations().size()), IsOk());
  EXPECT_EQ(database.QueryInt("SELECT allowance FROM program"), 70);
}

}  // namespace
}  // namespace laurel::recognition::testing
