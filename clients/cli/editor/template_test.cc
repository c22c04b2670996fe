#include "clients/cli/editor/template.h"

#include "clients/cli/connection/exit_code.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<std::string> kTitles = {"Strengths", "Growth areas"};

std::vector<std::string> Texts(std::string_view written, const std::vector<std::string>& titles = kTitles) {
  const auto texts = TextsOf(written, titles);
  EXPECT_TRUE(texts.ok()) << texts.status();
  return texts.value_or(std::vector<std::string>());
}

TEST(Template, ComesBackAsItWasWhenNothingIsWritten) {
  const std::string written = TemplateOf({{"Strengths", "Greets warmly.\nListens."}, {"Growth areas", ""}},
                                         {"Lines that …", "", "end"});
  EXPECT_EQ(written,
            "## Strengths\nGreets warmly.\nListens.\n\n## Growth areas\n\n\n# Lines that …\n# \n# end\n");
  EXPECT_THAT(Texts(written), ElementsAre("Greets warmly.\nListens.", ""));
  EXPECT_THAT(Texts(TemplateOf({{"Strengths", ""}, {"Growth areas", ""}}, {"x"})), ElementsAre("", ""));
}

TEST(Template, KeepsParagraphsAndLosesTheBlankLinesAroundThem) {
  EXPECT_THAT(Texts("\n## Strengths\n\n  \nOne.\n\nTwo.\n\n\n## growth AREAS \nThree."),
              ElementsAre("One.\n\nTwo.", "Three."));
}

TEST(Template, LeavesOutRemarksButNotWhatLooksLikeOne) {
  EXPECT_THAT(Texts("## Strengths\n# a remark\n#\n#48213 went well\n## Calls\n### Opening\nx\n# end"),
              ElementsAre("#48213 went well\n## Calls\n### Opening\nx", ""));
}

TEST(Template, AHeadingThatComesTwiceGoesOnWithItsText) {
  EXPECT_THAT(Texts("## Strengths\nOne\n## Growth areas\nTwo\n## Strengths\nThree"),
              ElementsAre("One\nThree", "Two"));
}

TEST(Template, ATextWithoutHeadingsIsWhole) {
  EXPECT_THAT(Texts("Agreed:\n## Strengths\n- to listen\n# remark\n", {""}),
              ElementsAre("Agreed:\n## Strengths\n- to listen"));
}

TEST(Template, LosesNoWordsAboveTheFirstHeading) {
  const auto texts = TextsOf("# remark\n\nGreets warmly.\n## Strengths\n", kTitles);
  EXPECT_EQ(ExitCodeOf(texts.status()), ExitCode::kUsage);
  EXPECT_THAT(std::string(texts.status().message()), HasSubstr("\"Greets warmly.\" stands above"));
}

TEST(Template, TakesLineEndsOfOtherSystemsAndRefusesOtherEncodings) {
  EXPECT_THAT(Texts("## Strengths\r\nOne\r\nTwo\r\n# remark\r\n"), ElementsAre("One\nTwo", ""));
  EXPECT_EQ(ExitCodeOf(TextsOf("## Strengths\ncaf\xe9", kTitles).status()), ExitCode::kUsage);
}

TEST(TextsOf, SkipsAByteOrderMark) {
  EXPECT_EQ(TextsOf("\xef\xbb\xbf## Strengths\r\nx\r\n", {"Strengths"})->front(), "x");
}

TEST(TextsOf, QuotesTheBeginningOfALongLine) {
  const auto texts = TextsOf(std::string(5'000'000, 'x'), {"Strengths"});
  EXPECT_LT(texts.status().message().size(), 200u);
}

}  // namespace
}  // namespace laurel::cli
