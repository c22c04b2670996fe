#include "common/auth/verified_cache.h"

#include <string>

#include "gtest/gtest.h"

namespace laurel::auth {
namespace {

Claims Of(std::string subject) {
  Claims claims;
  claims.identity.subject = std::move(subject);
  return claims;
}

TEST(VerifiedCache, FindsWhatWasPutIn) {
  VerifiedCache cache(8);
  cache.Insert(DigestOf("a"), Of("one"));
  ASSERT_NE(cache.Find(DigestOf("a")), nullptr);
  EXPECT_EQ(cache.Find(DigestOf("a"))->identity.subject, "one");
  EXPECT_EQ(cache.Find(DigestOf("b")), nullptr);
  cache.Clear();
  EXPECT_EQ(cache.Find(DigestOf("a")), nullptr);
}

TEST(VerifiedCache, IsBoundedAndKeepsWhatIsUsed) {
  VerifiedCache cache(8);
  cache.Insert(DigestOf("used"), Of("used"));
  for (int i = 0; i < 1000; ++i) {
    cache.Insert(DigestOf(std::to_string(i)), Of("stranger"));
    ASSERT_NE(cache.Find(DigestOf("used")), nullptr) << i;
    ASSERT_LE(cache.size(), 8U);
  }
  EXPECT_EQ(cache.Find(DigestOf("0")), nullptr);
}

}  // namespace
}  // namespace laurel::auth
