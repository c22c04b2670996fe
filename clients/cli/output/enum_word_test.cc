#include "clients/cli/output/enum_word.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "laurel/feedback/v1/coaching_session.pb.h"

namespace laurel::cli {
namespace {

using feedback::v1::CoachingSessionState;

TEST(EnumWord, IsTheLastPartOfTheName) {
  EXPECT_EQ(EnumWord(feedback::v1::COACHING_SESSION_STATE_NO_SHOW), "no show");
  EXPECT_EQ(EnumWord(feedback::v1::COACHING_SESSION_KIND_ONE_ON_ONE), "one on one");
  EXPECT_EQ(EnumWord(feedback::v1::COACHING_SESSION_STATE_UNSPECIFIED), "");
  EXPECT_EQ(EnumWord(static_cast<CoachingSessionState>(99)), "99");
}

TEST(EnumFrom, TakesTheWaysOfWritingIt) {
  for (const char* word : {"no-show", "no_show", "No Show", "NO_SHOW", "COACHING_SESSION_STATE_NO_SHOW"}) {
    EXPECT_EQ(EnumFrom<CoachingSessionState>(word), feedback::v1::COACHING_SESSION_STATE_NO_SHOW) << word;
  }
  EXPECT_EQ(EnumFrom<CoachingSessionState>("unspecified"), std::nullopt);
  EXPECT_EQ(EnumFrom<CoachingSessionState>(""), std::nullopt);
}

TEST(WordsOf, ListsWhatCanBeTyped) {
  EXPECT_THAT(WordsOf(*feedback::v1::CoachingSessionState_descriptor()),
              ::testing::ElementsAre("scheduled", "in-progress", "held", "acknowledged", "cancelled",
                                     "no-show", "voided"));
}

}  // namespace
}  // namespace laurel::cli
