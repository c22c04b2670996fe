#include "services/recognition/reaction/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"

namespace laurel::recognition::reaction {
namespace {

using laurel::testing::IsOk;
using laurel::testing::ViolatesField;

TEST(Emoji, IsASymbol) {
  for (const char* emoji : {"👏", "🎉", "❤", "⭐", "☕", "🚀", "😀"})
    EXPECT_THAT(CheckEmoji(emoji), IsOk()) << emoji;
}

TEST(Emoji, MayBeOfAColourASkinOrACountry) {
  for (const char* emoji : {"❤️", "👍🏽", "✌🏿", "🇵🇹", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏳️"})
    EXPECT_THAT(CheckEmoji(emoji), IsOk()) << emoji;
}

TEST(Emoji, MayBeSeveralThatAreDrawnAsOne) {
  for (const char* emoji : {"👩‍🚀", "👨‍👩‍👧‍👦", "🏳️‍🌈",
                            "👩🏽‍❤️‍💋‍👩🏽", "🤷🏾‍♀️"}) {
    EXPECT_THAT(CheckEmoji(emoji), IsOk()) << emoji;
  }
}

// They are not of the category of symbols.
TEST(Emoji, MayBeASignOrAnArrow) {
  for (const char* emoji : {"‼️", "⁉️", "ℹ️", "↔️", "⤴️", "⤵️", "◻️", "◼️",
                            "◽", "◾", "〰️", "〽️", "‼", "🙂‍↔️"}) {
    EXPECT_THAT(CheckEmoji(emoji), IsOk()) << emoji;
  }
  for (const char* text : {"!!", "!", "?", "i", "→↔", "∼", "~", "‼‼", "◷◾"}) {
    EXPECT_THAT(CheckEmoji(text), ViolatesField("reaction.emoji")) << text;
  }
}

TEST(Emoji, MayBeAKeycap) {
  for (const char* emoji : {"1️⃣", "#️⃣", "*⃣"}) EXPECT_THAT(CheckEmoji(emoji), IsOk()) << emoji;
}

TEST(Emoji, IsNoText) {
  for (const char* text :
       {"", "a", "+1", "1", "#", ":)", "ok 👍", "👍 ", "é", "漢", "\u200d", "\ufe0f", "🏽", "€"}) {
    EXPECT_THAT(CheckEmoji(text), ViolatesField("reaction.emoji")) << text;
  }
}

TEST(Emoji, HasNothingThatCannotBeSeen) {
  for (const char* text : {"👍\U000E0061", "👍\U000E0061\U000E007F", "🏴\U000E0061", "⠓", "█", "─"}) {
    EXPECT_THAT(CheckEmoji(text), ViolatesField("reaction.emoji")) << text;
  }
}

TEST(Emoji, IsOne) {
  for (const char* text :
       {"👏👏", "🇵🇹🇪🇸", "🇵", "👏🇵🇹", "👏‍", "‍👏", "1️⃣2️⃣", "👍🏽🏽"}) {
    EXPECT_THAT(CheckEmoji(text), ViolatesField("reaction.emoji")) << text;
  }
}

TEST(FreePlaces, AreThoseThatNobodyHasTaken) {
  EXPECT_EQ(FreePlaces({}).size(), 20U);
  std::vector<int> taken;
  for (int place = 0; place < kMostReactions; ++place) {
    if (place != 7 && place != 19) taken.insert(taken.begin(), place);
  }
  EXPECT_THAT(FreePlaces(taken), ::testing::ElementsAre(7, 19));
  taken.push_back(7);
  taken.push_back(19);
  EXPECT_TRUE(FreePlaces(taken).empty());
}

}  // namespace
}  // namespace laurel::recognition::reaction
