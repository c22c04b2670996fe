// A schema that the version before filled, with whatever that version accepted: it becomes this one's.
#include <gtest/gtest.h>

#include "common/sql/migrate.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "schema/feedback_schema.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;

class Migration : public ::testing::Test {
 protected:
  absl::Status MigrateTo(std::size_t version) {
    return sql::Migrate(*db, "feedback", std::span(Migrations()).first(version),
                        clock.Now() + absl::Minutes(1));
  }
  void InsertSession(const char* id, int state, const sql::Value& scheduled, absl::Duration duration) const {
    database.Execute(
        "INSERT INTO coaching_session (id, version, create_time, update_time, creator, kind, coach, "
        "focus_area, scheduled_time, duration, state, state_time, order_time) VALUES (?, 1, '2026-01-14', "
        "'2026-01-14', 'carla', 1, 'carla', '', ?, ?, ?, '2026-01-14', '2026-01-14')",
        {id, scheduled, absl::ToInt64Microseconds(duration), std::int64_t{state}});
  }
  // "NULL", or as the database writes it.
  std::string OverdueTime(const char* id) const {
    const sql::Rows rows = database.Query(
        "SELECT COALESCE(CAST(overdue_time AS CHAR), 'NULL') FROM coaching_session WHERE id = ?", {id});
    return std::string(rows.at(0).Text(0));
  }

  laurel::testing::FakeClock clock;
  laurel::testing::TestDatabase database;
  std::unique_ptr<sql::Database> db = database.Open(clock);
};

TEST_F(Migration, GivesEveryPlanTheTimeAtWhichItBecomesOverdueAndTakesTheLastDaysOfAllYears) {
  ASSERT_THAT(MigrateTo(1), IsOk());
  constexpr int kScheduled = 1;
  constexpr int kHeld = 3;
  InsertSession("plan", kScheduled, "2026-02-01 09:00:00.000001", absl::Minutes(30));
  InsertSession("late", kScheduled, "9999-11-30 23:59:59.999999", absl::Hours(8));
  InsertSession("december", kScheduled, "9999-12-01 00:00:00", absl::Minutes(30));
  InsertSession("last", kScheduled, "9999-12-31 23:59:00", absl::Hours(8));
  InsertSession("held", kHeld, "2026-01-01 09:00:00", absl::Minutes(30));
  InsertSession("logged", kHeld, nullptr, absl::Minutes(30));
  ASSERT_THAT(MigrateTo(Migrations().size()), IsOk());
  EXPECT_EQ(OverdueTime("plan"), "2026-02-02 09:30:00.000001");
  EXPECT_EQ(OverdueTime("late"), "9999-12-02 07:59:59.999999");
  for (const char* id : {"december", "last", "held", "logged"}) EXPECT_EQ(OverdueTime(id), "NULL") << id;
}

TEST_F(Migration, CountsTheTextOfANoteThatIsThereAsItsFirst) {
  ASSERT_THAT(MigrateTo(1), IsOk());
  database.Execute(
      "INSERT INTO note VALUES ('session', '2026-01-14', 'note', 1, '2026-01-14', 'carla', 1, 'Calm')");
  ASSERT_THAT(MigrateTo(Migrations().size()), IsOk());
  EXPECT_EQ(database.QueryInt("SELECT revision FROM note"), 1);
}

}  // namespace
}  // namespace laurel::feedback::testing
