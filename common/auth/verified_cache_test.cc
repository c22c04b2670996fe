#include "common/auth/verified_cache.h"

#include <string>

#include "common/api/digest.h"
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
  cache.Insert(api::Sha256("a"), Of("one"));
  ASSERT_NE(cache.Find(api::Sha256("a")), nullptr);
  EXPECT_EQ(cache.Find(api::Sha256("a"))->identity.subject, "one");
  EXPECT_EQ(cache.Find(api::Sha256("b")), nullptr);
  cache.Clear();
  EXPECT_EQ(cache.Find(api::Sha256("a")), nullptr);
}

TEST(VerifiedCache, IsBoundedAndKeepsWhatIsUsed) {
  VerifiedCache cache(8);
  cache.Insert(api::Sha256("used"), Of("used"));
  for (int i = 0; i < 1000; ++i) {
    cache.Insert(api::Sha256(std::to_string(i)), Of("stranger"));
    ASSERT_NE(cache.Find(api::Sha256("used")), nullptr) << i;
    ASSERT_LE(cache.size(), 8U);
  }
  EXPECT_EQ(cache.Find(api::Sha256("0")), nullptr);
}

}  // namespace
}  // namespace laurel::auth
