#include "clients/cli/output/text.h"

#include "gmock/gmock.h"

namespace laurel::cli {
namespace {

TEST(OneLine, MakesControlCharactersVisible) {
  EXPECT_EQ(OneLine("a\x1b[31mred\x07"), "a\\x1b[31mred\\x07");
  EXPECT_EQ(OneLine("a\xc2\x9b"
                    "31m"),
            "a\\x9b31m");  // CSI as one C1 character
  EXPECT_EQ(OneLine(std::string_view("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(OneLine("two\nlines\tand a tab\r"), "two↵lines and a tab\\x0d");
}

TEST(OneLine, MakesReorderingAndBrokenBytesVisible) {
  EXPECT_EQ(OneLine("abc\u202etxt.exe"), "abc\\u202etxt.exe");
  EXPECT_EQ(OneLine("a\xff"
                    "b\xe3\x81"),
            "a\\xffb\\xe3\\x81");
}

TEST(OneLine, LeavesLettersOfAllScriptsAlone) { EXPECT_EQ(OneLine("Zoë 山田 🎉"), "Zoë 山田 🎉"); }

TEST(ManyLines, KeepsNewlinesAndTabs) { EXPECT_EQ(ManyLines("a\n\tb\x1b"), "a\n\tb\\x1b"); }

TEST(DisplayWidth, CountsCells) {
  EXPECT_EQ(DisplayWidth("Ana"), 3u);
  EXPECT_EQ(DisplayWidth("Zoë"), 3u);
  EXPECT_EQ(DisplayWidth("Zoe\u0308"), 3u);
  EXPECT_EQ(DisplayWidth("山田"), 4u);
  EXPECT_EQ(DisplayWidth("🎉"), 2u);
}

TEST(Shortened, CutsBetweenCharacters) {
  EXPECT_EQ(Shortened("Ana Pereira", 20), "Ana Pereira");
  EXPECT_EQ(Shortened("Ana Pereira", 6), "Ana P…");
  EXPECT_EQ(Shortened("Ana Pereira", 5), "Ana…");
  EXPECT_EQ(Shortened("山田太郎", 6), "山田…");
  EXPECT_EQ(Shortened("abc", 1), "…");
}

TEST(Wrapped, BreaksBetweenWordsAndKeepsLines) {
  EXPECT_THAT(Wrapped("stayed two hours\n\nto calm it", 10),
              testing::ElementsAre("stayed two", "hours", "", "to calm it"));
  EXPECT_THAT(Wrapped("", 10), testing::ElementsAre(""));
}

TEST(Wrapped, BreaksWhatHasNoBlank) {
  EXPECT_THAT(Wrapped("a abcdefgh b", 3), testing::ElementsAre("a", "abc", "def", "gh", "b"));
  EXPECT_THAT(Wrapped("山田太郎", 5), testing::ElementsAre("山田", "太郎"));
}

TEST(Wrapped, DoesNotLetTextsDriveTheTerminal) {
  EXPECT_THAT(Wrapped("a\x1b[31m\tb", 80), testing::ElementsAre("a\\x1b[31m b"));
}

TEST(Styled, IsPlainWithoutColours) {
  EXPECT_EQ(Styled("x", Style::kBad, false), "x");
  EXPECT_EQ(Styled("x", Style::kBad, true), "\x1b[31mx\x1b[0m");
}

}  // namespace
}  // namespace laurel::cli
