#include "common/api/text.h"

#include <gtest/gtest.h>

namespace laurel::api {
namespace {

TEST(CodePoints, AreCountedNotBytes) {
  EXPECT_EQ(CodePoints(""), 0u);
  EXPECT_EQ(CodePoints("aé€😀"), 4u);
}

TEST(Utf8, IsValidUpToTheLastCodePoint) {
  for (const char* text : {"", "a", "é", "\uD7FF", "\uE000", "\uFFFF", "\U0010FFFF"})
    EXPECT_TRUE(IsValidUtf8(text));
}

TEST(Utf8, IsInvalidWhenOverlongCutOffOrSurrogate) {
  for (const char* text : {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xf0\x80\x80\x80", "\xed\xa0\x80",
                           "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xc3", "\xe2\x82", "\xc3("}) {
    EXPECT_FALSE(IsValidUtf8(text)) << text;
  }
}

TEST(Trim, TakesUnicodeWhiteSpaceOffBothEnds) {
  EXPECT_EQ(Trim("\u00A0\u2003\u3000 \t\r\n\u0085a\u00A0b\u2028\u205F"), "a\u00A0b");
  EXPECT_EQ(Trim("\u2003\u00A0"), "");
  EXPECT_EQ(Trim(""), "");
  EXPECT_EQ(Trim("à"), "à");  // C3 A0: its last byte is that of U+00A0.
}

TEST(Trim, LeavesNothingOfWhatNobodySees) {
  for (const char* text : {"\u200B", "\u200B \u2060", "\uFEFF", "\u034F", "\uFFFE", "\u3164", "\U000E0041"})
    EXPECT_EQ(Trim(text), "") << text;
  EXPECT_EQ(Trim("\u200Ba"), "\u200Ba");
  EXPECT_EQ(Trim("\u2764\uFE0F"), "\u2764\uFE0F");
}

TEST(Trim, LeavesInvalidUtf8Alone) { EXPECT_EQ(Trim("\xa0 a \x80\x80"), "\xa0 a \x80\x80"); }

TEST(ForbiddenControl, IsAnyButNewlineAndTab) {
  EXPECT_FALSE(HasForbiddenControl("a\nb\tc\u00A0é", false));
  EXPECT_TRUE(HasForbiddenControl("a\nb", true));
  EXPECT_TRUE(HasForbiddenControl("a\tb", true));
  EXPECT_TRUE(HasForbiddenControl(std::string_view("\0", 1), false));
  for (const char* text : {"\x01", "\r", "\x1f", "\x7f", "\u0080", "\u009F"})
    EXPECT_TRUE(HasForbiddenControl(text, false));
}

TEST(ForbiddenControl, IsWhatTurnsTheDirectionOfText) {
  for (const char* text : {"a\u202Egnp.exe", "\u202A", "\u2066", "\u2069z"})
    EXPECT_TRUE(HasForbiddenControl(text, false)) << text;
  // Marks that letters of both directions need beside each other, and the characters next to those above.
  for (const char* text : {"\u200E\u200F\u061C", "\u2029\u202F", "\u2065\u206A", "שלום"})
    EXPECT_FALSE(HasForbiddenControl(text, false)) << text;
}

TEST(LowerAscii, LeavesOtherLettersAlone) { EXPECT_EQ(LowerAscii("AnA.É@X"), "ana.É@x"); }

TEST(Email, IsOneAddress) {
  for (const char* text :
       {"ana@example.com", "a.b+c@sub.example.org", "o'neil@example.ie", "jörg@müller.example", "x@1.2"}) {
    EXPECT_TRUE(IsEmail(text)) << text;
  }
  EXPECT_TRUE(IsEmail(std::string(64, 'a').append("@example.com")));
}

TEST(Email, IsNothingElse) {
  for (const char* text : {"",
                           "ana",
                           "ana@",
                           "@example.com",
                           "ana@example",
                           "ana@@example.com",
                           "a@b@example.com",
                           ".a@example.com",
                           "a.@example.com",
                           "a..b@example.com",
                           "ana@-x.com",
                           "ana@x-.com",
                           "ana@example..com",
                           "ana@example.com.",
                           "Ana <ana@example.com>",
                           "ana @example.com",
                           "a\u00A0na@example.com",
                           "ana@exam\u2003ple.com",
                           "a\u0085b@x.com",
                           "ana@example.com,ben@example.com"}) {
    EXPECT_FALSE(IsEmail(text)) << text;
  }
  EXPECT_FALSE(IsEmail(std::string(65, 'a').append("@example.com")));
  EXPECT_FALSE(IsEmail("a@" + std::string(64, 'b') + ".com"));
  EXPECT_FALSE(IsEmail("a@" + std::string(50, 'b') + "." + std::string(50, 'b') + "." + std::string(50, 'b') +
                       "." + std::string(50, 'b') + "." + std::string(50, 'b')));
}

TEST(VisibleAscii, HoldsNoSpaceNoControlAndNothingBeyondAscii) {
  for (const char* text : {"laurel-feedback", "~", "!", "https://idp.example/c#1"}) {
    EXPECT_TRUE(IsVisibleAscii(text)) << text;
  }
  for (const char* text : {"", "a b", "a\t", "\x7f", "caf\u00e9", " a"})
    EXPECT_FALSE(IsVisibleAscii(text)) << text;
}

TEST(Uuid, IsTheTextFormInAnyCase) {
  EXPECT_TRUE(IsUuid("123e4567-e89b-12d3-a456-426614174000"));
  EXPECT_TRUE(IsUuid("123E4567-E89B-12D3-A456-426614174000"));
  for (const char* text : {"", "123e4567-e89b-12d3-a456-42661417400", "123e4567-e89b-12d3-a456-4266141740000",
                           "{23e4567-e89b-12d3-a456-42661417400}", "123e4567ae89b-12d3-a456-426614174000",
                           "123e4567-e89b-12d3-a456-42661417400g"}) {
    EXPECT_FALSE(IsUuid(text)) << text;
  }
}

TEST(HttpUrl, IsAbsoluteWithAHost) {
  for (const char* text : {"https://example.com", "HTTP://example.com:8080/a?b=c#d", "http://[::1]:80/x",
                           "https://x/%20é", "http://10.0.0.1?q"}) {
    EXPECT_TRUE(IsHttpUrl(text)) << text;
  }
  for (const char* text : {"",
                           "http",
                           "http:",
                           "http://",
                           "https:///path",
                           "ftp://example.com",
                           "example.com",
                           "/path",
                           "javascript:alert(1)",
                           "https://user:pw@example.com",
                           "https://exa mple.com",
                           "http://x:",
                           "http://x:8a",
                           "http://x:999999",
                           "http://[::1",
                           "http://[]",
                           "http://x/\"",
                           "http://x/<b>",
                           "https://x/a\nb",
                           "://x"}) {
    EXPECT_FALSE(IsHttpUrl(text)) << text;
  }
}

TEST(Decimal, HasAtMostFifteenDigitsSixAfterThePoint) {
  for (const char* text : {"0", "-0.5", "4.35", "123456789012345", "123456789.012345", "0.000001"}) {
    EXPECT_TRUE(IsDecimal(text)) << text;
  }
  for (const char* text : {"", "-", ".", ".5", "5.", "+1", "1e3", "1,5", "1.2.3", "--1", " 1", "0x1", "nan",
                           "١", "1234567890123456", "1234567890.123456", "0.0000001"}) {
    EXPECT_FALSE(IsDecimal(text)) << text;
  }
}

TEST(EmojiKey, IsTheSameInColourOrNot) {
  EXPECT_EQ(EmojiKey("❤\uFE0F"), EmojiKey("❤"));
  EXPECT_EQ(EmojiKey("1\uFE0F\u20E3"), "1\u20E3");
  EXPECT_EQ(EmojiKey("🏳\uFE0F\u200D🌈\uFE0F"), "🏳\u200D🌈");
  EXPECT_EQ(EmojiKey("👏"), "👏");
  EXPECT_NE(EmojiKey("👍🏽"), EmojiKey("👍"));
}

}  // namespace
}  // namespace laurel::api
