#include "common/sql/value.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "common/testing/test_database.h"

namespace laurel::sql {
namespace {

using laurel::testing::TestDatabase;

class StoredValue : public ::testing::Test {
 protected:
  void SetUp() override {
    database_.Execute(
        "CREATE TABLE v (id INT PRIMARY KEY, t VARCHAR(200) COLLATE utf8mb4_bin NULL, b VARBINARY(300) NULL, "
        "n BIGINT "
        "NULL, u BIGINT UNSIGNED NULL, at DATETIME(6) NULL, d DATE NULL, yes BOOLEAN NULL, big MEDIUMTEXT "
        "NULL)");
  }

  Row RoundTrip(const std::string& column, const Value& value) {
    database_.Execute("REPLACE INTO v (id, " + column + ") VALUES (?, ?)", {std::int64_t{1}, value});
    return database_.Query("SELECT " + column + " FROM v WHERE id = ?", {std::int64_t{1}}).at(0);
  }

  TestDatabase database_;
};

TEST_F(StoredValue, KeepsTextExactly) {
  for (const std::string text : {"", "plain", "🙂 Zoë 日本", "a\\b\\\\c", "100%_", "'; DROP TABLE v; --",
                                 "\"", "x ", "line\nnext\ttab", "e\u0301"}) {
    EXPECT_EQ(RoundTrip("t", text).Text(0), text);
  }
  EXPECT_EQ(RoundTrip("t", std::string("a\0b", 3)).Text(0), std::string_view("a\0b", 3));
}

TEST_F(StoredValue, KeepsBytesAndLongText) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  EXPECT_EQ(RoundTrip("b", bytes).Text(0), bytes);
  const std::string megabyte(1 << 20, 'x');
  EXPECT_EQ(RoundTrip("big", megabyte).Text(0), megabyte);
  EXPECT_EQ(RoundTrip("big", std::string("short")).Text(0), "short");
}

TEST_F(StoredValue, KeepsIntegersAtTheirLimits) {
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::max(),
        std::numeric_limits<std::int64_t>::min()}) {
    EXPECT_EQ(RoundTrip("n", value).Int(0), value);
  }
  EXPECT_EQ(RoundTrip("u", std::numeric_limits<std::int64_t>::max()).Int(0),
            std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(RoundTrip("yes", std::int64_t{1}).Int(0), 1);
}

TEST_F(StoredValue, KeepsTimesToTheMicrosecondInUtc) {
  const absl::Time whole = absl::FromUnixSeconds(1'767'225'600);
  EXPECT_EQ(RoundTrip("at", whole).Time(0), whole);
  const absl::Time micros = whole + absl::Microseconds(1);
  EXPECT_EQ(RoundTrip("at", micros).Time(0), micros);
  EXPECT_EQ(database_.QueryInt("SELECT TIMESTAMPDIFF(HOUR, UTC_TIMESTAMP(), NOW())"), 0);
}

TEST_F(StoredValue, KeepsDays) {
  const absl::CivilDay leap(2028, 2, 29);
  EXPECT_EQ(RoundTrip("d", leap).Day(0), leap);
}

TEST_F(StoredValue, KeepsNullApartFromEmpty) {
  const Row null = RoundTrip("t", nullptr);
  EXPECT_TRUE(null.IsNull(0));
  EXPECT_EQ(null.Text(0), "");
  EXPECT_FALSE(RoundTrip("t", std::string()).IsNull(0));
  EXPECT_EQ(RoundTrip("at", nullptr).Time(0), absl::InfinitePast());
  EXPECT_EQ(RoundTrip("n", nullptr).Int(0), 0);
}

TEST_F(StoredValue, IsNotReadAsAnotherType) {
  const Row row = RoundTrip("n", std::int64_t{5});
  EXPECT_THROW(static_cast<void>(row.Text(0)), std::logic_error);
  EXPECT_THROW(static_cast<void>(RoundTrip("t", std::string("noon")).Time(0)), std::logic_error);
  EXPECT_THROW(static_cast<void>(row.Int(1)), std::out_of_range);
}

TEST_F(StoredValue, SumsAndCountsAreIntegers) {
  database_.Execute("INSERT INTO v (id, n) VALUES (1, 40), (2, 2)");
  EXPECT_EQ(database_.QueryInt("SELECT SUM(n) FROM v"), 42);
  EXPECT_EQ(database_.QueryInt("SELECT COUNT(*) FROM v"), 2);
}

TEST_F(StoredValue, DoesNotMatchTextOfAnotherCase) {
  database_.Execute("INSERT INTO v (id, t) VALUES (1, 'Ana')");
  EXPECT_EQ(database_.QueryInt("SELECT COUNT(*) FROM v WHERE t = ?", {std::string("ana")}), 0);
}

TEST(Session, ReadsCommittedAndIsStrict) {
  const TestDatabase database;
  const Rows rows =
      database.Query("SHOW VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation')");
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows[0].Text(1), "READ-COMMITTED");
  const Rows session =
      database.Query("SELECT @@time_zone, @@innodb_lock_wait_timeout, @@collation_connection, @@sql_mode");
  EXPECT_EQ(session[0].Text(0), "+00:00");
  EXPECT_EQ(session[0].Int(1), 5);
  EXPECT_EQ(session[0].Text(2), "utf8mb4_bin");
  EXPECT_NE(session[0].Text(3).find("STRICT_ALL_TABLES"), std::string_view::npos);
}

TEST(Connecting, IsRefusedInClearTextToAnotherHost) {
  DatabaseOptions options;
  options.address = "tcp://192.0.2.1:3306";
  const auto database = Database::Create(options, SystemClock());
  EXPECT_EQ(database->Ping(SystemClock().Now() + absl::Seconds(5)).code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace laurel::sql
