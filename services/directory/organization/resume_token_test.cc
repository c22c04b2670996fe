#include "services/directory/organization/resume_token.h"

#include <gtest/gtest.h>

#include "common/events/watch/resume_token.h"

namespace laurel::directory::organization {
namespace {

const ResumeTokens kTokens("here", "feedback");
const Place kPlace{.position = 1042, .version = 42};

TEST(OrganizationResumeToken, HoldsThePositionAndTheVersion) {
  const auto place = kTokens.Read(kTokens.Make(kPlace));
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->position, 1042);
  EXPECT_EQ(place->version, 42);
}

TEST(OrganizationResumeToken, IsForeignToAnotherCaller) {
  EXPECT_FALSE(ResumeTokens("here", "goals").Read(kTokens.Make(kPlace)).has_value());
}

TEST(OrganizationResumeToken, IsForeignToAnotherOrganisation) {
  EXPECT_FALSE(ResumeTokens("elsewhere", "feedback").Read(kTokens.Make(kPlace)).has_value());
}

TEST(OrganizationResumeToken, IsNoneOfWatchEvents) {
  const events::ResumeTokens others("here", "feedback", {"organization.changed"});
  EXPECT_FALSE(kTokens.Read(others.Make(1042)).has_value());
  EXPECT_FALSE(kTokens.Read("42." + others.Make(1042)).has_value());
}

TEST(OrganizationResumeToken, IsNothingWhenAltered) {
  const std::string token = kTokens.Make(kPlace);
  EXPECT_FALSE(kTokens.Read("4" + token).has_value());
  for (const std::size_t at : {std::size_t{0}, std::size_t{3}, token.size() / 2}) {
    std::string altered = token;
    altered[at] = altered[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(kTokens.Read(altered).has_value()) << altered;
  }
  for (const char* other : {"", ".", "%%%", "42", "42.", "-1.x"})
    EXPECT_FALSE(kTokens.Read(other).has_value()) << other;
}

}  // namespace
}  // namespace laurel::directory::organization
