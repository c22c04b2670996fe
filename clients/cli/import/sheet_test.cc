#include "clients/cli/import/sheet.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ReadSheet, ReadsWhatSpreadsheetsWrite) {
  const auto sheet = ReadSheet("\xef\xbb\xbfname,title\r\n\"Pereira, Ana\",\"the \"\"voice\"\"\"\r\n");
  ASSERT_TRUE(sheet.ok()) << sheet.status();
  EXPECT_THAT(sheet->header.cells, ElementsAre("name", "title"));
  ASSERT_EQ(sheet->rows.size(), 1u);
  EXPECT_THAT(sheet->rows[0].cells, ElementsAre("Pereira, Ana", "the \"voice\""));
}

std::vector<int64_t> LinesOf(std::string_view file) {
  std::vector<int64_t> lines;
  const auto sheet = ReadSheet(file);
  EXPECT_TRUE(sheet.ok()) << sheet.status();
  for (const auto& row : sheet->rows) lines.push_back(row.line);
  return lines;
}

TEST(ReadSheet, CountsTheLineOnWhichARowBegins) {
  EXPECT_THAT(LinesOf("a,b\n1,2\n3,4\n"), ElementsAre(2, 3));
  EXPECT_THAT(LinesOf("a,b\r\n\"two\r\nlines\",2\r\n3,4"), ElementsAre(2, 4));
  EXPECT_THAT(LinesOf("a,b\n\"two\n\nlines\",2\n3,4\n"), ElementsAre(2, 5));
  EXPECT_THAT(LinesOf("a,b\n\n1,2\n\n\n3,4\n"), ElementsAre(3, 6));
  EXPECT_THAT(LinesOf("a,b\n\"\n\",2\n3,4\n"), ElementsAre(2, 4));
  EXPECT_THAT(LinesOf("a,b\r1,2\r3,4\r"), ElementsAre(2, 3));
}

TEST(ReadSheet, KeepsNewlinesInsideQuotes) {
  EXPECT_THAT(ReadSheet("a,b\n1,\"two\nlines\"\n")->rows[0].cells, ElementsAre("1", "two\nlines"));
}

TEST(ReadSheet, LeavesOutRowsOfEmptyCells) { EXPECT_THAT(LinesOf("a,b\n,,\n  \n1,\n"), ElementsAre(4)); }

TEST(ReadSheet, FindsTheSeparator) {
  EXPECT_THAT(ReadSheet("a;b\n1;HR_ADMIN,x\n")->rows[0].cells, ElementsAre("1", "HR_ADMIN,x"));
  EXPECT_THAT(ReadSheet("a\tb\n1\t2\n")->rows[0].cells, ElementsAre("1", "2"));
  EXPECT_THAT(ReadSheet("\"a;1\",b\n1,2;3\n")->rows[0].cells, ElementsAre("1", "2;3"));
  EXPECT_THAT(ReadSheet("a\n1\n")->rows[0].cells, ElementsAre("1"));
}

std::string Refusal(std::string_view file) {
  const auto sheet = ReadSheet(file);
  return sheet.ok() ? "" : std::string(sheet.status().message());
}

TEST(ReadSheet, RefusesWhatIsNoSheet) {
  EXPECT_THAT(Refusal(""), HasSubstr("empty"));
  EXPECT_THAT(Refusal("\n\n"), HasSubstr("empty"));
  EXPECT_THAT(Refusal(std::string_view("\xff\xfe"
                                       "a\0",
                                       4)),
              HasSubstr("UTF-16"));
  EXPECT_THAT(Refusal(std::string_view("PK\3\4\0\0a,b\n", 10)), HasSubstr("no text"));
  EXPECT_THAT(Refusal("a,b\n1,2\n\"3,4\n5,6\n"), HasSubstr("row of line 3 is never closed"));
}

}  // namespace
}  // namespace laurel::cli
