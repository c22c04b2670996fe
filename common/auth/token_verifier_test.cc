#include "common/auth/token_verifier.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/testing/token_issuer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::auth {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::laurel::testing::FakeClock;
using ::laurel::testing::HmacToken;
using ::laurel::testing::IsOk;
using ::laurel::testing::SigningKey;
using ::laurel::testing::StatusIs;
using ::laurel::testing::TokenIssuer;
using ::laurel::testing::UnsignedToken;
using ::laurel::testing::WriteKeySet;

constexpr char kIssuer[] = "https://laurel.dev";

// Made once a name: RSA keys take time.
const SigningKey& Key(const std::string& kid, const std::string& algorithm = "RS256") {
  static std::map<std::string, SigningKey> keys;
  const auto found = keys.find(kid);
  return found != keys.end() ? found->second
                             : keys.emplace(kid, SigningKey::Make(algorithm, kid)).first->second;
}

class TokenVerifierTest : public ::testing::Test {
 protected:
  TokenVerifierTest() {
    std::string pattern = (fs::temp_directory_path() / "laurel-auth-XXXXXX").string();
    directory_ = mkdtemp(pattern.data());
    WriteKeySet(file(), {&Key("first")});
    auto created = TokenVerifier::Create({file(), kIssuer, "laurel", "email"}, clock_);
    EXPECT_THAT(created, IsOk());
    verifier_ = *std::move(created);
  }
  ~TokenVerifierTest() override { fs::remove_all(directory_); }

  std::string file() const { return (directory_ / "jwks.json").string(); }

  Json Claims() const {
    return {{"iss", kIssuer},
            {"aud", "laurel"},
            {"sub", "7"},
            {"email", "ana@example.com"},
            {"exp", absl::ToUnixSeconds(clock_.Now()) + 3600}};
  }
  std::string Token(const std::string& kid = "first") const { return Key(kid).Sign(Claims().dump()); }
  std::string TokenWith(const char* claim, const Json& value) const {
    Json claims = Claims();
    claims[claim] = value;
    return Key("first").Sign(claims.dump());
  }

  void ExpectRefused(const std::string& token) {
    const auto identity = verifier_->Verify(token);
    EXPECT_THAT(identity, StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"))
        << token.substr(0, 300);
    EXPECT_EQ(identity.status().message(), "sign in again: a valid bearer token is needed");
  }

  FakeClock clock_;
  fs::path directory_;
  std::unique_ptr<TokenVerifier> verifier_;
};

TEST_F(TokenVerifierTest, TakesAGoodToken) {
  const auto identity = verifier_->Verify(Token());
  ASSERT_THAT(identity, IsOk());
  EXPECT_EQ(identity->subject, "7");
  EXPECT_EQ(identity->person, "ana@example.com");
  EXPECT_EQ(identity->expire_time, clock_.Now() + absl::Hours(1));
}

TEST_F(TokenVerifierTest, TakesTheTokensOfAnIssuer) {
  const TokenIssuer issuer(Key("first"));
  EXPECT_EQ(verifier_->Verify(issuer.PersonToken("ana@example.com", clock_.Now()))->person,
            "ana@example.com");
  const auto service = verifier_->Verify(issuer.ServiceToken("laurel-feedback", clock_.Now()));
  ASSERT_THAT(service, IsOk());
  EXPECT_EQ(service->subject, "laurel-feedback");
  EXPECT_EQ(service->person, "");
}

TEST_F(TokenVerifierTest, VerifiesEveryAlgorithm) {
  std::vector<const SigningKey*> keys;
  for (const char* algorithm :
       {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}) {
    keys.push_back(&Key(std::string("key-") + algorithm, algorithm));
  }
  WriteKeySet(file(), keys);
  for (const SigningKey* key : keys) {
    const std::string token = key->Sign(Claims().dump());
    EXPECT_THAT(verifier_->Verify(token), IsOk()) << key->algorithm();
    std::string altered = token;
    altered[altered.rfind('.') + 10] ^= 1;
    ExpectRefused(altered);
  }
}

TEST_F(TokenVerifierTest, RefusesWrongClaims) {
  const double now = absl::ToDoubleSeconds(clock_.Now() - absl::UnixEpoch());
  ExpectRefused(TokenWith("exp", now - 31));
  EXPECT_THAT(verifier_->Verify(TokenWith("exp", now - 29)), IsOk());
  ExpectRefused(TokenWith("nbf", now + 31));
  EXPECT_THAT(verifier_->Verify(TokenWith("nbf", now + 29)), IsOk());
  ExpectRefused(TokenWith("aud", "other"));
  ExpectRefused(TokenWith("iss", "https://elsewhere.dev"));
}

TEST_F(TokenVerifierTest, EndsWithTheTokenAlsoWhenItWasSeenBefore) {
  const std::string token = Token();
  EXPECT_THAT(verifier_->Verify(token), IsOk());
  clock_.Advance(absl::Hours(1) + absl::Seconds(29));
  EXPECT_THAT(verifier_->Verify(token), IsOk());
  clock_.Advance(absl::Seconds(1));
  ExpectRefused(token);
}

TEST_F(TokenVerifierTest, RefusesTokensWithoutASignature) {
  const std::string claims = Claims().dump();
  for (const char* algorithm : {"none", "None", "NONE", "", "RS256"}) {
    const std::string header = Json{{"alg", algorithm}, {"kid", "first"}}.dump();
    const std::string token = UnsignedToken(claims, header);
    ExpectRefused(token);
    ExpectRefused(token.substr(0, token.size() - 1));
    const std::string good = Token();
    ExpectRefused(token + good.substr(good.rfind('.') + 1));
  }
}

TEST_F(TokenVerifierTest, RefusesAnHmacMadeWithThePublicKey) {
  const std::string public_key = Key("first").PublicJson();
  for (const char* algorithm : {"HS256", "HS384", "HS512"}) {
    const std::string header = Json{{"alg", algorithm}, {"kid", "first"}}.dump();
    ExpectRefused(HmacToken(Claims().dump(), header, public_key));
    ExpectRefused(HmacToken(Claims().dump(), header, Json::parse(public_key)["n"].get<std::string>()));
  }
}

TEST_F(TokenVerifierTest, RefusesAnotherAlgorithmThanTheKeys) {
  for (const char* algorithm : {"RS384", "RS512", "PS256"}) {  // the key could do them, and is not for them
    ExpectRefused(Key("first").Sign(Claims().dump(), Json{{"alg", algorithm}, {"kid", "first"}}.dump()));
  }
}

TEST_F(TokenVerifierTest, RefusesAForeignKeyUnderAKnownIdAndTokensWithoutId) {
  ExpectRefused(Key("foreign").Sign(Claims().dump(), R"({"alg":"RS256","kid":"first"})"));
  ExpectRefused(Key("foreign").Sign(Claims().dump()));
  ExpectRefused(Key("first").Sign(Claims().dump(), R"({"alg":"RS256"})"));
  ExpectRefused(Key("first").Sign(Claims().dump(), R"({"alg":"RS256","kid":""})"));
}

TEST_F(TokenVerifierTest, RefusesExtensionsThatItDoesNotKnow) {
  for (const char* critical : {R"(["b64"])", R"([])", R"({})", R"("b64")", R"("")"}) {
    ExpectRefused(Key("first").Sign(Claims().dump(),
                                    R"({"alg":"RS256","kid":"first","crit":)" + std::string(critical) + "}"));
  }
}

TEST_F(TokenVerifierTest, RefusesMalformedTokens) {
  const std::string good = Token();
  const std::size_t first = good.find('.');
  const std::size_t last = good.rfind('.');
  for (const std::string& token :
       {std::string(), std::string("."), std::string(".."), std::string("..."), std::string("a.b.c"),
        std::string("Bearer ") + good, good + "." + good, good.substr(0, last), good.substr(first),
        good.substr(0, good.size() / 2), " " + good, good + " ", good + std::string(1, '\0'),
        std::string(3, '\0'), std::string("\xff\xfe.\xff.\xff"),
        good.substr(0, first + 1) + good.substr(last), UnsignedToken("{}", "[]") + "AAAA",
        UnsignedToken("{}", "") + "AAAA"}) {
    ExpectRefused(token);
  }
  ExpectRefused(Key("first").Sign("no JSON"));
  ExpectRefused(Key("first").Sign("[]"));
}

TEST_F(TokenVerifierTest, RefusesEveryTruncationAndEveryFlippedCharacter) {
  const std::string good = Token();
  for (std::size_t i = 0; i < good.size(); i += 7) {
    ExpectRefused(good.substr(0, i));
    std::string flipped = good;
    flipped[i] = flipped[i] == 'A' ? 'B' : 'A';
    ExpectRefused(flipped);
  }
}

TEST_F(TokenVerifierTest, RefusesHugeTokens) {
  ExpectRefused(TokenWith("padding", std::string(64 * 1024, 'x')));
  EXPECT_THAT(verifier_->Verify(TokenWith("padding", std::string(8 * 1024, 'x'))), IsOk());
}

TEST_F(TokenVerifierTest, PicksUpANewKeyAtItsFirstToken) {
  EXPECT_THAT(verifier_->Verify(Token()), IsOk());
  WriteKeySet(file(), {&Key("first"), &Key("second")});
  EXPECT_THAT(verifier_->Verify(Token("second")), IsOk());
  EXPECT_THAT(verifier_->Verify(Token()), IsOk());
}

TEST_F(TokenVerifierTest, ReadsTheFileForUnknownKeysAtMostEveryTenSeconds) {
  ExpectRefused(Token("second"));
  WriteKeySet(file(), {&Key("first"), &Key("second")});
  clock_.Advance(absl::Seconds(9));
  ExpectRefused(Token("second"));
  clock_.Advance(absl::Seconds(1));
  EXPECT_THAT(verifier_->Verify(Token("second")), IsOk());
}

TEST_F(TokenVerifierTest, ReadsTheFileAlsoAfterTheClockWasTurnedBack) {
  ExpectRefused(Token("second"));
  WriteKeySet(file(), {&Key("first"), &Key("second")});
  clock_.Advance(-absl::Hours(1));
  EXPECT_THAT(verifier_->Verify(Token("second")), IsOk());
}

TEST_F(TokenVerifierTest, ForgetsAWithdrawnKeyWithinTenSeconds) {
  const std::string token = Token();
  EXPECT_THAT(verifier_->Verify(token), IsOk());
  WriteKeySet(file(), {&Key("second")});
  clock_.Advance(absl::Seconds(10));
  ExpectRefused(token);
  EXPECT_THAT(verifier_->Verify(Token("second")), IsOk());
}

TEST_F(TokenVerifierTest, KeepsTheLastGoodKeysWhileTheFileIsBrokenOrGone) {
  for (const char* broken :
       {"", "{\"keys\":[", R"({"keys":[]})", R"({"keys":[{"kty":"oct","kid":"x","alg":"HS256"}]})"}) {
    std::ofstream(file(), std::ios::trunc) << broken;
    clock_.Advance(absl::Seconds(10));
    EXPECT_THAT(verifier_->Verify(Token()), IsOk()) << broken;
    ExpectRefused(Token("second"));
  }
  fs::remove(file());
  clock_.Advance(absl::Seconds(10));
  EXPECT_THAT(verifier_->Verify(Token()), IsOk());
  WriteKeySet(file(), {&Key("second")});
  clock_.Advance(absl::Seconds(10));
  EXPECT_THAT(verifier_->Verify(Token("second")), IsOk());
}

TEST_F(TokenVerifierTest, StaysRightWhileKeysRotateUnderManyThreads) {
  const std::string steady = Token();
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 300; ++k) {
        EXPECT_THAT(verifier_->Verify(steady), IsOk());
        ExpectRefused("a.b.c");
      }
    });
  }
  for (int k = 0; k < 20; ++k) {
    WriteKeySet(file(), k % 2 == 0 ? std::vector{&Key("first"), &Key("second")} : std::vector{&Key("first")});
    clock_.Advance(absl::Seconds(10));
  }
}

TEST_F(TokenVerifierTest, DoesNotStartWithoutAKeySet) {
  const auto create = [&] { return TokenVerifier::Create({file(), kIssuer, "laurel", "email"}, clock_); };
  for (const char* broken : {"", "{}"}) {
    std::ofstream(file(), std::ios::trunc) << broken;
    EXPECT_THAT(create(), StatusIs(absl::StatusCode::kInvalidArgument)) << broken;
  }
  fs::remove(file());
  EXPECT_THAT(create(), StatusIs(absl::StatusCode::kInvalidArgument));
  fs::create_directory(file());
  EXPECT_THAT(create(), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace laurel::auth
