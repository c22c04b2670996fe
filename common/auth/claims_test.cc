#include "common/auth/claims.h"

#include <optional>
#include <string>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::auth {
namespace {

using Json = nlohmann::json;

const TokenVerifierOptions kDemanded = {"", "https://laurel.dev", "laurel", "email"};

Json Good() {
  return {{"iss", "https://laurel.dev"},
          {"aud", "laurel"},
          {"sub", "7"},
          {"email", "ana@example.com"},
          {"exp", 1000}};
}

std::optional<Claims> Parse(const Json& json) { return ParseClaims(json.dump(), kDemanded); }

std::optional<Claims> ParseWith(const char* name, const Json& value) {
  Json json = Good();
  json[name] = value;
  return Parse(json);
}

TEST(Claims, NameSubjectPersonAndEnd) {
  const std::optional<Claims> claims = Parse(Good());
  ASSERT_TRUE(claims.has_value());
  EXPECT_EQ(claims->identity.subject, "7");
  EXPECT_EQ(claims->identity.person, "ana@example.com");
  EXPECT_EQ(claims->identity.expire_time, absl::FromUnixSeconds(1000));
}

TEST(Claims, NeedIssuerAudienceSubjectAndEnd) {
  for (const char* name : {"iss", "aud", "sub", "exp"}) {
    Json json = Good();
    json.erase(name);
    EXPECT_FALSE(Parse(json).has_value()) << name;
    for (const Json& value :
         {Json(), Json(true), Json(""), Json("other"), Json::array(), Json::object(), Json(-1)}) {
      const bool any_text_will_do = std::string(name) == "sub" && value == "other";
      EXPECT_EQ(ParseWith(name, value).has_value(), any_text_will_do) << name << value;
    }
  }
}

TEST(Claims, TakeAnAudienceAmongSeveral) {
  EXPECT_TRUE(ParseWith("aud", {"other", "laurel"}).has_value());
  EXPECT_FALSE(ParseWith("aud", {"other", "laurel2", 5}).has_value());
}

TEST(Claims, NeedNoPersonButNoneThatIsNotText) {
  Json service = Good();
  service.erase("email");
  ASSERT_TRUE(Parse(service).has_value());
  EXPECT_EQ(Parse(service)->identity.person, "");
  EXPECT_FALSE(ParseWith("email", 5).has_value());
  EXPECT_FALSE(ParseWith("email", {"ana@example.com"}).has_value());
}

TEST(Claims, RefuseAnAddressThatTheIssuerDidNotVerify) {
  EXPECT_TRUE(ParseWith("email_verified", true).has_value());
  EXPECT_TRUE(ParseWith("email_verified", "true").has_value());
  EXPECT_FALSE(ParseWith("email_verified", false).has_value());
  EXPECT_FALSE(ParseWith("email_verified", "false").has_value());
  EXPECT_FALSE(ParseWith("email_verified", nullptr).has_value());
}

TEST(Claims, HoldFromNotBeforeToExpiryWithHalfAMinuteOfLeeway) {
  const std::optional<Claims> claims = ParseWith("nbf", 500.5);
  ASSERT_TRUE(claims.has_value());
  EXPECT_FALSE(claims->HoldAt(absl::FromUnixSeconds(470)));
  EXPECT_TRUE(claims->HoldAt(absl::FromUnixSeconds(471)));
  EXPECT_TRUE(claims->HoldAt(absl::FromUnixSeconds(1029)));
  EXPECT_FALSE(claims->HoldAt(absl::FromUnixSeconds(1030)));
}

TEST(Claims, RefuseTimesThatAreNone) {
  for (const char* name : {"exp", "nbf"}) {
    for (const Json& value : {Json(), Json("1000"), Json(-5), Json(1e300), Json(true)}) {
      EXPECT_FALSE(ParseWith(name, value).has_value()) << name << value;
    }
  }
  EXPECT_FALSE(ParseClaims(R"({"iss":"https://laurel.dev","aud":"laurel","sub":"7","exp":1e400})", kDemanded)
                   .has_value());
}

TEST(Claims, RefuseWhatIsNoObject) {
  for (const char* payload : {"", "5", "[]", "null", "{", "{\"a\":1}}", "\xff"}) {
    EXPECT_FALSE(ParseClaims(payload, kDemanded).has_value()) << payload;
  }
  EXPECT_FALSE(ParseClaims(std::string(16'000, '['), kDemanded).has_value());
}

}  // namespace
}  // namespace laurel::auth
