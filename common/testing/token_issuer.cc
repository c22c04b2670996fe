#include "common/testing/token_issuer.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "common/auth/jose.h"
#include "fmt/core.h"
#include "nlohmann/json.hpp"

namespace laurel::testing {
namespace {

using Json = nlohmann::json;
namespace jose = auth::jose;

constexpr std::size_t kRsaBits = 2048;
constexpr std::uint8_t kRsaExponent[] = {1, 0, 1};

[[noreturn]] void Fail(std::string_view what) {
  fmt::print(stderr, "token issuer: {}\n", what);
  std::abort();
}

// The text of cjose's own, which is ours to free.
std::string Take(char* text) {
  std::string copy(text);
  cjose_get_dealloc()(text);
  return copy;
}

template <typename Handle>
Handle Must(Handle handle, const cjose_err& error) {
  if (handle == nullptr) {
    Fail(error.message);
  }
  return handle;
}

jose::Key MakeKey(std::string_view algorithm) {
  cjose_err error{};
  cjose_jwk_t* key = nullptr;
  if (algorithm.starts_with("RS") || algorithm.starts_with("PS")) {
    key = cjose_jwk_create_RSA_random(kRsaBits, kRsaExponent, sizeof kRsaExponent, &error);
  } else {
    const auto curve = algorithm == "ES256"   ? CJOSE_JWK_EC_P_256
                       : algorithm == "ES384" ? CJOSE_JWK_EC_P_384
                                              : CJOSE_JWK_EC_P_521;
    key = cjose_jwk_create_EC_random(curve, &error);
  }
  return Must(jose::Key(key), error);
}

std::string Base64Url(std::string_view bytes) {
  cjose_err error{};
  char* text = nullptr;
  std::size_t size = 0;
  if (!cjose_base64url_encode(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), &text, &size,
                              &error)) {
    Fail(error.message);
  }
  return Take(text);
}

std::string SignWith(const jose::Key& key, std::string_view claims, std::string_view header) {
  cjose_err error{};
  const jose::Header fields = Must(jose::Header(cjose_header_new(&error)), error);
  const Json members = Json::parse(header);
  for (const auto& [name, value] : members.items()) {
    const bool set =
        value.is_string()
            ? cjose_header_set(fields.get(), name.c_str(), value.get<std::string>().c_str(), &error)
            : cjose_header_set_raw(fields.get(), name.c_str(), value.dump().c_str(), &error);
    if (!set) {
      Fail("a header member is text, an array or an object: " + name);
    }
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(claims.data());
  const jose::Token token =
      Must(jose::Token(cjose_jws_sign(key.get(), fields.get(), bytes, claims.size(), &error)), error);
  const char* compact = nullptr;
  cjose_jws_export(token.get(), &compact, &error);
  return Must(compact, error);  // the token's own; copied by the return
}

Json Claims(const TokenIssuer& issuer, std::string_view subject, absl::Time issue_time,
            absl::Duration lifetime) {
  return {{"iss", issuer.issuer()},
          {"aud", issuer.audience()},
          {"sub", subject},
          {"iat", absl::ToUnixSeconds(issue_time)},
          {"exp", absl::ToUnixSeconds(issue_time + lifetime)}};
}

}  // namespace

SigningKey SigningKey::Make(std::string_view algorithm, std::string_view kid) {
  const jose::Key key = MakeKey(algorithm);
  cjose_err error{};
  Json json = Json::parse(Take(cjose_jwk_to_json(key.get(), /*priv=*/true, &error)));
  json["alg"] = algorithm;
  json["kid"] = kid;
  json["use"] = "sig";
  return *FromPrivateJson(json.dump());
}

std::optional<SigningKey> SigningKey::FromPrivateJson(std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_object() || !parsed.contains("alg") || !parsed.contains("kid") || !parsed.contains("d") ||
      jose::ImportKey(std::string(json)) == nullptr) {
    return std::nullopt;
  }
  SigningKey key;
  key.algorithm_ = parsed["alg"];
  key.kid_ = parsed["kid"];
  key.json_ = json;
  return key;
}

std::string SigningKey::PrivateJson() const { return json_; }

std::string SigningKey::PublicJson() const {
  Json json = Json::parse(json_);
  for (const char* secret : {"d", "p", "q", "dp", "dq", "qi"}) {
    json.erase(secret);
  }
  return json.dump();
}

std::string SigningKey::Sign(std::string_view claims) const {
  return Sign(claims, Json{{"alg", algorithm_}, {"kid", kid_}, {"typ", "JWT"}}.dump());
}

std::string SigningKey::Sign(std::string_view claims, std::string_view header) const {
  return SignWith(jose::ImportKey(json_), claims, header);
}

std::string UnsignedToken(std::string_view claims, std::string_view header) {
  return Base64Url(header) + "." + Base64Url(claims) + ".";
}

std::string HmacToken(std::string_view claims, std::string_view header, std::string_view secret) {
  cjose_err error{};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(secret.data());
  const jose::Key key = Must(jose::Key(cjose_jwk_create_oct_spec(bytes, secret.size(), &error)), error);
  return SignWith(key, claims, header);
}

void WriteKeySet(const std::string& path, const std::vector<const SigningKey*>& keys) {
  Json set = {{"keys", Json::array()}};
  for (const SigningKey* key : keys) {
    set["keys"].push_back(Json::parse(key->PublicJson()));
  }
  const std::string fresh = path + ".new";
  std::ofstream(fresh, std::ios::trunc) << set.dump(2) << "\n";
  std::filesystem::rename(fresh, path);
}

TokenIssuer::TokenIssuer(SigningKey key, std::string issuer, std::string audience)
    : key_(std::move(key)), issuer_(std::move(issuer)), audience_(std::move(audience)) {}

void TokenIssuer::WriteKeySet(const std::string& path) const { testing::WriteKeySet(path, {&key_}); }

std::string TokenIssuer::PersonToken(std::string_view email, absl::Time issue_time, absl::Duration lifetime,
                                     std::string_view subject) const {
  Json claims = Claims(*this, subject.empty() ? email : subject, issue_time, lifetime);
  claims["email"] = email;
  return key_.Sign(claims.dump());
}

std::string TokenIssuer::ServiceToken(std::string_view subject, absl::Time issue_time,
                                      absl::Duration lifetime) const {
  return key_.Sign(Claims(*this, subject, issue_time, lifetime).dump());
}

}  // namespace laurel::testing
