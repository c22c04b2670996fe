#include "clients/cli/import/check_in_rows.h"

#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

absl::StatusOr<CheckInRows> Rows(std::string_view file) { return ToCheckInRows(*ReadSheet(file)); }

ReadCheckIn Read(const CheckInRow& row, const CheckInDefaults& defaults = {}, bool decimal_comma = false) {
  return ReadRow(row, {.decimal_comma = decimal_comma, .days = DayOrder::kUnknown}, defaults,
                 *FindTimeZone("Europe/Madrid"));
}

CheckInRow Row(const std::string& value, const std::string& date) {
  CheckInRow row;
  row.value = value;
  row.date = date;
  row.health = "on track";
  return row;
}

TEST(ToCheckInRows, FindsColumnsByNameInAnyOrder) {
  const auto rows = Rows("Value,KEY RESULT,Date,shoe\n87.5,csat,2026-11-20,42\n");
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->rows.size(), 1u);
  EXPECT_EQ(rows->rows[0].line, 2);
  EXPECT_EQ(rows->rows[0].key_result, "csat");
  EXPECT_EQ(rows->rows[0].value, "87.5");
  EXPECT_TRUE(rows->has_time);
  EXPECT_FALSE(rows->habits.decimal_comma);
  EXPECT_THAT(rows->unknown_columns, ElementsAre("shoe"));
}

TEST(ToCheckInRows, RefusesOtherFilesAndSaysWhatCounts) {
  for (const char* file :
       {"name,title\nAna,Agent\n", "goal,comment\nx,y\n", "value,date\n1,2\n", "%PDF-1.4\nx\n"}) {
    const auto rows = Rows(file);
    ASSERT_FALSE(rows.ok()) << file;
    EXPECT_THAT(std::string(rows.status().message()), HasSubstr("columns that count: goal, key_result"))
        << file;
  }
  EXPECT_FALSE(Rows("metric,value,Value\ncsat,1,2\n").ok());
}

TEST(ToCheckInRows, RefusesRowsThatCannotBeReadAndKeepsTheOthers) {
  const auto rows = Rows("metric,value\ncsat,87\ncsat,88,x\ncsat,\xe9\n");
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(rows->rows.size(), 1u);
  ASSERT_EQ(rows->refused.size(), 2u);
  EXPECT_EQ(rows->refused[0].line, 3);
  EXPECT_THAT(rows->refused[0].cell.reason, HasSubstr("has 3 cells, the header 2"));
  EXPECT_EQ(rows->refused[1].cell.column, "value");
}

TEST(ReadRow, TakesDaysAndTimesOfTheCalendar) {
  const auto at = [](const std::string& date, const std::string& time) {
    CheckInRow row = Row("1", date);
    row.time = time;
    return FromTimestamp(Read(row).check_in.time());
  };
  const absl::TimeZone madrid = *FindTimeZone("Europe/Madrid");
  EXPECT_EQ(at("2026-11-20", ""), absl::FromCivil(absl::CivilDay(2026, 11, 20), madrid));
  EXPECT_EQ(at("2026-11-20", "15:30"), absl::FromCivil(absl::CivilMinute(2026, 11, 20, 15, 30), madrid));
  EXPECT_EQ(at("", "2026-11-20 15:30"), at("2026-11-20", "15:30"));
  EXPECT_EQ(at("", "2026-11-20T14:30:00Z"), at("2026-11-20", "15:30"));
}

TEST(ReadRow, RefusesWhatWouldBeAnotherTimeTomorrow) {
  for (const char* date : {"yesterday", "20/11/26", "monday", "46347", "2026-13-01", "2026-11-20 noonish"}) {
    const auto read = Read(Row("1", date));
    ASSERT_TRUE(read.bad.has_value()) << date;
    EXPECT_EQ(read.bad->column, "date");
    EXPECT_THAT(read.bad->reason, HasSubstr("write 2026-11-20")) << date;
  }
  EXPECT_EQ(Read(Row("1", "")).bad->column, "date");
  CheckInDefaults defaults;
  defaults.time = absl::UnixEpoch();
  EXPECT_EQ(FromTimestamp(Read(Row("1", ""), defaults).check_in.time()), absl::UnixEpoch());
}

TEST(ToCheckInRows, KnowsWhatTheSheetShowsOfItsDays) {
  const auto rows = Rows("metric,value,date\ncsat,87,03/04/2026\ncsat,88,25/03/2026\n");
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(rows->habits.days, DayOrder::kDayFirst);
  const auto read = ReadRow(rows->rows[0], rows->habits, {}, absl::UTCTimeZone());
  ASSERT_FALSE(read.bad.has_value()) << read.bad->reason;
  EXPECT_EQ(FromTimestamp(read.check_in.time()),
            absl::FromCivil(absl::CivilDay(2026, 4, 3), absl::UTCTimeZone()));
}

TEST(OutOfBounds, IsWhatNoValueOfTheKeyResultCanBe) {
  v1::Metric csat;
  csat.set_id("csat");
  csat.set_min_value("0");
  csat.set_max_value("100");
  v1::Metric backlog;
  backlog.set_id("backlog");
  backlog.set_min_value("0");
  const auto objection = [&](const v1::KeyResult& key_result, const char* value) {
    v1::CheckIn check_in;
    check_in.set_value(value);
    const auto bad = OutOfBounds(check_in, key_result, {csat, backlog});
    return bad ? bad->reason : "";
  };
  v1::KeyResult one;
  one.set_metric("csat");
  EXPECT_EQ(objection(one, "100"), "");
  EXPECT_EQ(objection(one, "100.000001"), "must lie between 0 and 100");
  EXPECT_EQ(objection(one, ""), "");
  one.set_metric("backlog");
  EXPECT_EQ(objection(one, "5000"), "");
  EXPECT_EQ(objection(one, "-1"), "must be 0 or more");
  one.set_metric("");
  EXPECT_EQ(objection(one, "-1"), "");
  one.set_kind(v1::KEY_RESULT_KIND_MILESTONE);
  one.set_unit("%");
  EXPECT_EQ(objection(one, "101"), "must lie between 0 and 100");
  one.set_kind(v1::KEY_RESULT_KIND_BINARY);
  EXPECT_EQ(objection(one, "1.0"), "");
  EXPECT_EQ(objection(one, "0.5"), "must be 0 (not done) or 1 (done)");
}

TEST(ReadRow, TakesNumbersAsTheFileWritesThem) {
  EXPECT_EQ(Read(Row(" 87.5 ", "2026-11-20")).check_in.value(), "87.5");
  EXPECT_EQ(Read(Row("87,5", "2026-11-20"), {}, true).check_in.value(), "87.5");
  for (const char* value : {"87,5", "87 %", "1e3", "12345678901234567", "0.1234567", "many", "NaN"}) {
    const auto read = Read(Row(value, "2026-11-20"));
    ASSERT_TRUE(read.bad.has_value()) << value;
    EXPECT_EQ(read.bad->column, "value");
  }
  EXPECT_TRUE(Read(Row("1.234,5", "2026-11-20"), {}, true).bad.has_value());
}

TEST(ReadRow, TakesHealthAndConfidence) {
  CheckInRow row = Row("1", "2026-11-20");
  row.health = "AT_RISK";
  row.confidence = "0";
  EXPECT_EQ(Read(row).check_in.health(), v1::GOAL_HEALTH_AT_RISK);
  EXPECT_TRUE(Read(row).check_in.has_confidence());
  for (const char* word : {"fine", "not updated", "green"}) {
    row.health = word;
    EXPECT_EQ(Read(row).bad->column, "health") << word;
  }
  row.health = "";
  EXPECT_EQ(Read(row, {.health = v1::GOAL_HEALTH_OFF_TRACK, .time = {}}).check_in.health(),
            v1::GOAL_HEALTH_OFF_TRACK);
  for (const char* number : {"11", "-1", "7.5", "high"}) {
    row.confidence = number;
    EXPECT_EQ(Read(row).bad->column, "confidence") << number;
  }
}

}  // namespace
}  // namespace laurel::cli
