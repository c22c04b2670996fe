#include "common/auth/key_set.h"

#include <string>

#include "common/testing/status_matchers.h"
#include "common/testing/token_issuer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::auth {
namespace {

using Json = nlohmann::json;
using ::laurel::testing::SigningKey;
using ::laurel::testing::StatusIs;

// A public key, made once: RSA keys take time.
Json Rsa() {
  static const std::string json = SigningKey::Make("RS256", "rsa").PublicJson();
  return Json::parse(json);
}

Json With(Json key, const char* member, const Json& value) {
  key[member] = value;
  return key;
}

Json Without(Json key, const char* member) {
  key.erase(member);
  return key;
}

absl::StatusOr<KeySet> ParseKeys(const Json& keys) { return KeySet::Parse(Json{{"keys", keys}}.dump()); }

TEST(KeySet, FindsAKeyByItsId) {
  const Json elliptic = Json::parse(SigningKey::Make("ES384", "ec").PublicJson());
  const auto set = ParseKeys(Json::array({Rsa(), elliptic}));
  ASSERT_TRUE(set.ok()) << set.status();
  ASSERT_NE(set->Find("rsa"), nullptr);
  EXPECT_EQ(set->Find("rsa")->algorithm, "RS256");
  EXPECT_EQ(set->Find("ec")->algorithm, "ES384");
  EXPECT_EQ(set->Find("other"), nullptr);
  EXPECT_EQ(set->Find(""), nullptr);
}

TEST(KeySet, RefusesAKeyWithoutIdOrWithoutAFixedAlgorithm) {
  for (const Json& key : {Without(Rsa(), "kid"), With(Rsa(), "kid", ""), With(Rsa(), "kid", 5),
                          Without(Rsa(), "alg"), With(Rsa(), "alg", "none"), With(Rsa(), "alg", "HS256"),
                          With(Rsa(), "alg", "RSA-OAEP"), With(Rsa(), "alg", "rs256")}) {
    EXPECT_THAT(ParseKeys(Json::array({key})), StatusIs(absl::StatusCode::kInvalidArgument)) << key;
  }
}

TEST(KeySet, RefusesAKeyThatDoesNotFitItsAlgorithm) {
  const Json elliptic = Json::parse(SigningKey::Make("ES256", "ec").PublicJson());
  const Json secret = {{"kty", "oct"}, {"kid", "s"}, {"alg", "RS256"}, {"k", "c2VjcmV0"}};
  const Json short_rsa = {
      {"kty", "RSA"}, {"kid", "s"}, {"alg", "RS256"}, {"e", "AQAB"}, {"n", std::string(171, 'x')}};
  for (const Json& key :
       {With(Rsa(), "alg", "ES256"), With(elliptic, "alg", "RS256"), With(elliptic, "alg", "ES384"),
        With(elliptic, "x", elliptic["y"]), secret, short_rsa, Without(Rsa(), "n")}) {
    EXPECT_THAT(ParseKeys(Json::array({key})), StatusIs(absl::StatusCode::kInvalidArgument)) << key;
  }
}

TEST(KeySet, RefusesTheSameIdTwice) {
  EXPECT_THAT(ParseKeys(Json::array({Rsa(), Rsa()})), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(KeySet, LeavesOutKeysForEncryption) {
  const Json encryption = {{"kty", "RSA"}, {"use", "enc"}, {"kid", "e"}, {"alg", "RSA-OAEP"}};
  const auto set = ParseKeys(Json::array({encryption, Rsa()}));
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ(set->Find("e"), nullptr);
  EXPECT_THAT(ParseKeys(Json::array({encryption})), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(KeySet, RefusesWhatIsNoKeySet) {
  for (const char* json : {"", "{", "[]", "{}", R"({"keys":{}})", R"({"keys":[]})", R"({"keys":[5]})"}) {
    EXPECT_THAT(KeySet::Parse(json), StatusIs(absl::StatusCode::kInvalidArgument)) << json;
  }
}

}  // namespace
}  // namespace laurel::auth
