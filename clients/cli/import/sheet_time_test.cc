#include "clients/cli/import/sheet_time.h"

#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::HasSubstr;

std::string Read(std::string_view text, DayOrder order = DayOrder::kUnknown) {
  const absl::TimeZone zone = *FindTimeZone("Europe/Madrid");
  const auto time = ReadSheetTime(text, order, zone);
  return time.ok() ? absl::FormatTime("%Y-%m-%d %H:%M:%S", *time, zone)
                   : std::string(time.status().message());
}

TEST(ReadSheetTime, TakesWhatSpreadsheetsExport) {
  for (const char* day : {"2026-11-20", "2026/11/20", "20.11.2026", "20/11/2026", "11/20/2026", "20-11-2026",
                          "2026-11-20 00:00:00", "11/20/2026 0:00", " 2026-11-20 "}) {
    EXPECT_EQ(Read(day), "2026-11-20 00:00:00") << day;
  }
  for (const char* time : {"2026-11-20 15:30", "2026-11-20T15:30:00", "20.11.2026 15:30",
                           "11/20/2026 3:30 PM", "11/20/2026 3:30:00 PM", "2026-11-20T14:30:00Z"}) {
    EXPECT_EQ(Read(time), "2026-11-20 15:30:00") << time;
  }
  EXPECT_EQ(Read("2026-11-20 15:30:05"), "2026-11-20 15:30:05");
  EXPECT_EQ(Read("1.2.2026"), "2026-02-01 00:00:00");
}

TEST(ReadSheetTime, GuessesNoMonth) {
  EXPECT_EQ(Read("03/04/2026"), "\"03/04/2026\" may be 2026-04-03 or 2026-03-04: write it like that");
  EXPECT_EQ(Read("03/04/2026", DayOrder::kDayFirst), "2026-04-03 00:00:00");
  EXPECT_EQ(Read("03/04/2026", DayOrder::kMonthFirst), "2026-03-04 00:00:00");
  EXPECT_EQ(Read("04/04/2026"), "2026-04-04 00:00:00");
}

TEST(ReadSheetTime, SaysWhatToWrite) {
  for (const char* text :
       {"", "yesterday", "monday", "46347", "2026-13-01", "2026-02-30", "31.2.2026", "20/11/26",
        "2026-11-20 noonish", "2026-11-20 25:00", "20/11-2026", "2026-11", "now"}) {
    EXPECT_THAT(Read(text), HasSubstr("write 2026-11-20, or 2026-11-20 15:00")) << text;
  }
  EXPECT_THAT(Read("46347"), HasSubstr("how spreadsheets count days"));
  EXPECT_THAT(Read("2026-03-29 02:30"), HasSubstr("does not exist in Europe/Madrid"));
}

TEST(DayOrderIn, IsWhatTheSheetItselfShows) {
  EXPECT_EQ(DayOrderIn({"03/04/2026", "25/11/2026"}), DayOrder::kDayFirst);
  EXPECT_EQ(DayOrderIn({"03/04/2026 15:30", "11/25/2026 9:00"}), DayOrder::kMonthFirst);
  EXPECT_EQ(DayOrderIn({"03/04/2026", "04/04/2026", "2026-11-25", "25.11.2026", "x"}), DayOrder::kUnknown);
  EXPECT_EQ(DayOrderIn({"25/11/2026", "11/25/2026"}), DayOrder::kUnknown) << "who knows then";
}

}  // namespace
}  // namespace laurel::cli
