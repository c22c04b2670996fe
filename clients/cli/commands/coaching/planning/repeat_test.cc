#include "clients/cli/commands/coaching/planning/repeat.h"

#include "clients/cli/connection/exit_code.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

TEST(Repeat, IsSaidInWords) {
  EXPECT_EQ(*ParseRepeat("weekly"), 1);
  EXPECT_EQ(*ParseRepeat("Every week"), 1);
  EXPECT_EQ(*ParseRepeat("every 2 weeks"), 2);
  EXPECT_EQ(*ParseRepeat("every other week"), 2);
  EXPECT_EQ(*ParseRepeat("fortnightly"), 2);
  EXPECT_EQ(*ParseRepeat("4w"), 4);
  EXPECT_EQ(*ParseRepeat("every 14 days"), 2);
}

TEST(Repeat, IsNotGuessed) {
  for (const char* text : {"", "daily", "every", "every 10 days", "every 9 weeks", "every 0 weeks", "2"}) {
    EXPECT_EQ(ExitCodeOf(ParseRepeat(text).status()), ExitCode::kUsage) << text;
  }
}

TEST(Repeat, IsShownAsItIsSaid) {
  EXPECT_EQ(ShowRepeat(1), "every week");
  EXPECT_EQ(ShowRepeat(3), "every 3 weeks");
}

}  // namespace
}  // namespace laurel::cli
