#include "services/directory/organization/resume_token.h"

#include <gtest/gtest.h>

namespace laurel::directory::organization {
namespace {

const Position kPosition{.version = 42, .origin = "here"};

TEST(ResumeToken, HoldsTheVersion) {
  EXPECT_EQ(ReadResumeToken("feedback", "here", MakeResumeToken("feedback", kPosition)), 42);
}

TEST(ResumeToken, IsForeignToAnotherCaller) {
  EXPECT_EQ(ReadResumeToken("goals", "here", MakeResumeToken("feedback", kPosition)), std::nullopt);
}

TEST(ResumeToken, IsForeignToAnotherOrganisation) {
  EXPECT_EQ(ReadResumeToken("feedback", "elsewhere", MakeResumeToken("feedback", kPosition)), std::nullopt);
}

TEST(ResumeToken, IsNothingWhenAltered) {
  std::string token = MakeResumeToken("feedback", kPosition);
  token[3] = token[3] == 'A' ? 'B' : 'A';
  EXPECT_EQ(ReadResumeToken("feedback", "here", token), std::nullopt);
  EXPECT_EQ(ReadResumeToken("feedback", "here", ""), std::nullopt);
  EXPECT_EQ(ReadResumeToken("feedback", "here", "%%%"), std::nullopt);
}

}  // namespace
}  // namespace laurel::directory::organization
