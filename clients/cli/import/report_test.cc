#include "clients/cli/import/report.h"

#include <sstream>

#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;

PeopleRows People() {
  return *ToPeopleRows(*ReadSheet("employee_number,display_name\n100,Ana Pereira\n101,\n102,a,b\n"));
}

ImportAnswer Answer() {
  ImportAnswer answer;
  auto& refused = answer.results.emplace_back();
  refused.set_line_number(3);
  refused.set_outcome(v1::IMPORT_OUTCOME_ERROR);
  refused.set_column("email");
  refused.set_reason("is required");
  auto& created = answer.results.emplace_back();
  created.set_line_number(2);
  created.set_outcome(v1::IMPORT_OUTCOME_CREATED);
  auto& missing = answer.results.emplace_back();
  missing.set_outcome(v1::IMPORT_OUTCOME_WARNING);
  missing.set_reason("is in the directory and not in the file");
  missing.set_person("people/bruno");
  answer.summary.set_created(1);
  answer.summary.set_errors(1);
  answer.summary.set_missing(1);
  return answer;
}

std::string Printed(bool dry_run, Format format = Format::kTable) {
  std::ostringstream out;
  std::ostringstream err;
  Screen screen(Streams{out, err});
  screen.set_format(format);
  v1::Person bruno;
  bruno.set_name("people/bruno");
  bruno.set_display_name("Bruno Teixeira");
  Names names;
  names.Add(bruno);
  PrintReport(screen, ReportOf(People(), Answer(), dry_run), names);
  return out.str();
}

TEST(PrintReport, ListsRefusedRowsByLineColumnAndReason) {
  EXPECT_EQ(Printed(false),
            "LINE  OUTCOME  WHO  COLUMN  REASON\n"
            "3     refused  101  email   is required\n"
            "4     refused               has 3 cells, the header 2: is a quote or a separator wrong?\n"
            "In the directory, not in the file: Bruno Teixeira\n"
            "1 created, 0 updated, 0 unchanged, 2 refused; 1 in the directory but not in the file, left as "
            "they are\n");
}

TEST(PrintReport, ShowsOnADryRunWhatWouldChange) {
  const std::string text = Printed(true);
  EXPECT_NE(text.find("2     create  Ana Pereira"), std::string::npos) << text;
  EXPECT_NE(text.find("Nothing was changed. It would be: 1 created"), std::string::npos) << text;
}

TEST(PeopleNotInFile, AreAFewForPeopleAndAllInCsv) {
  ImportReport report;
  for (int i = 0; i < 30; ++i) report.results.emplace_back().set_person("people/" + std::to_string(i));
  EXPECT_EQ(PeopleNotInFile(report, Format::kTable).size(), 10u);
  EXPECT_EQ(PeopleNotInFile(report, Format::kCsv).size(), 30u);
  EXPECT_TRUE(PeopleNotInFile(report, Format::kJson).empty());
}

TEST(PrintReport, GivesProgramsEveryResult) {
  EXPECT_NE(Printed(false, Format::kCsv).find("\"2\",\"created\",\"Ana Pereira\",\"\",\"\"\r\n"),
            std::string::npos);
  EXPECT_NE(Printed(false, Format::kJson).find("\"missing\": \"1\""), std::string::npos);
}

}  // namespace
}  // namespace laurel::cli
