#include "clients/cli/ids/word_match.h"

#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

TEST(WordsBegin, InAnyOrderAndCase) {
  EXPECT_TRUE(WordsBegin("per AN", "Ana Pereira"));
  EXPECT_TRUE(WordsBegin("", "Ana Pereira"));
  EXPECT_FALSE(WordsBegin("an reira", "Ana Pereira"));
  EXPECT_FALSE(WordsBegin("ana", ""));
}

}  // namespace
}  // namespace laurel::cli
