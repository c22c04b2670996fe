#include "clients/cli/import/check_in_report.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

using ::testing::HasSubstr;

CheckInReport Some(bool dry_run = false) {
  CheckInReport report;
  report.dry_run = dry_run;
  report.results = {
      {2, CheckInOutcome::kRecorded, "Happier callers, CSAT", "", "CSAT 87.5 %", "goals/1/checkIns/1"},
      {3, CheckInOutcome::kUnchanged, "Happier callers, CSAT", "", "", ""},
      {4, CheckInOutcome::kRefused, "", "value", "is empty", ""}};
  return report;
}

std::string Printed(const CheckInReport& report, Format format = Format::kTable) {
  std::ostringstream out;
  std::ostringstream err;
  Screen screen(Streams{out, err});
  screen.set_format(format);
  PrintReport(screen, report);
  return out.str();
}

TEST(PrintCheckInReport, ListsWhatMattersAndCountsTheRest) {
  EXPECT_EQ(Printed(Some()),
            "LINE  OUTCOME  COLUMN  REASON\n"
            "4     refused  value   is empty\n"
            "1 recorded, 0 corrected, 1 unchanged, 1 refused\n");
}

TEST(PrintCheckInReport, ShowsOnADryRunWhatWouldBeRecorded) {
  const std::string text = Printed(Some(true));
  EXPECT_THAT(text, HasSubstr("2     recorded  Happier callers, CSAT  CSAT 87.5 %\n"));
  EXPECT_THAT(text, HasSubstr("Nothing was changed. It would be: 1 recorded"));
}

TEST(PrintCheckInReport, SaysThatNothingWasChanged) {
  CheckInReport report;
  report.results = {{2, CheckInOutcome::kUnchanged, "Happier callers", "", "", ""}};
  EXPECT_EQ(Printed(report), "Nothing was changed: all 1 stand there already.\n");
}

TEST(PrintCheckInReport, GivesProgramsEveryRow) {
  const auto json = nlohmann::json::parse(Printed(Some(), Format::kJson));
  ASSERT_EQ(json["rows"].size(), 3u);
  EXPECT_EQ(json["rows"][0]["checkIn"], "goals/1/checkIns/1");
  EXPECT_EQ(json["rows"][2]["line"], 4);
  EXPECT_EQ(json["rows"][2]["column"], "value");
  EXPECT_EQ(json["summary"][0]["refused"], 1);
  EXPECT_EQ(json["summary"][0]["dryRun"], false);
  EXPECT_THAT(Printed(Some(), Format::kCsv), HasSubstr("\"3\",\"unchanged\",\"Happier callers, CSAT\""));
}

}  // namespace
}  // namespace laurel::cli
