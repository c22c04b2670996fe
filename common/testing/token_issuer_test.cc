#include "common/testing/token_issuer.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::testing {
namespace {

TEST(SigningKey, ComesBackFromItsPrivateJson) {
  const SigningKey key = SigningKey::Make("ES256", "one");
  const std::optional<SigningKey> again = SigningKey::FromPrivateJson(key.PrivateJson());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->PublicJson(), key.PublicJson());
  EXPECT_EQ(again->kid(), "one");
  EXPECT_EQ(again->algorithm(), "ES256");
}

TEST(SigningKey, PublishesNothingSecret) {
  for (const char* algorithm : {"ES256", "RS256"}) {
    const auto json = nlohmann::json::parse(SigningKey::Make(algorithm, "one").PublicJson());
    for (const char* secret : {"d", "p", "q", "dp", "dq", "qi", "k"}) {
      EXPECT_FALSE(json.contains(secret)) << secret;
    }
    EXPECT_FALSE(SigningKey::FromPrivateJson(json.dump()).has_value());
  }
}

TEST(SigningKey, IsNotMadeFromAnythingElse) {
  for (const char* json : {"", "{}", "[]", R"({"alg":"RS256","kid":"x","d":"AQAB"})"}) {
    EXPECT_FALSE(SigningKey::FromPrivateJson(json).has_value()) << json;
  }
}

}  // namespace
}  // namespace laurel::testing
