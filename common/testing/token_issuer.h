// Makes keys, key sets and tokens: for tests, and as the issuer of a development suite. Never linked into a
// service. Values and pure functions; misuse (an algorithm that does not exist) aborts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"

namespace laurel::testing {

// A key that signs; private and public half.
class SigningKey {
 public:
  // `algorithm` is one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512.
  static SigningKey Make(std::string_view algorithm, std::string_view kid);
  // From PrivateJson(); nullopt when it is not that.
  static std::optional<SigningKey> FromPrivateJson(std::string_view json);

  std::string PrivateJson() const;
  std::string PublicJson() const;  // one member of a key set
  const std::string& algorithm() const { return algorithm_; }
  const std::string& kid() const { return kid_; }

  // The compact token for a JSON object of claims, under the header {"alg", "kid", "typ": "JWT"} or the one
  // given (also one that lies about kid; its alg must be one that the key can sign).
  std::string Sign(std::string_view claims) const;
  std::string Sign(std::string_view claims, std::string_view header) const;

 private:
  SigningKey() = default;

  std::string algorithm_;
  std::string kid_;
  std::string json_;  // the whole key as a JSON Web Key
};

// Tokens as attackers make them.
std::string UnsignedToken(std::string_view claims,
                          std::string_view header);  // any header, e.g. {"alg":"none"}; no signature
std::string HmacToken(std::string_view claims, std::string_view header,
                      std::string_view secret);  // alg HS256, 384 or 512

// Replaces the file in one step, as an issuer that rotates its keys should.
void WriteKeySet(const std::string& path, const std::vector<const SigningKey*>& keys);

// One issuer with one key.
class TokenIssuer {
 public:
  explicit TokenIssuer(SigningKey key = SigningKey::Make("RS256", "laurel-1"),
                       std::string issuer = "https://laurel.dev", std::string audience = "laurel");

  const SigningKey& key() const { return key_; }
  const std::string& issuer() const { return issuer_; }
  const std::string& audience() const { return audience_; }
  void WriteKeySet(const std::string& path) const;

  // A person's token: `sub` is the email address too unless `subject` says otherwise.
  std::string PersonToken(std::string_view email, absl::Time issue_time,
                          absl::Duration lifetime = absl::Hours(1), std::string_view subject = {}) const;
  // A service's: no email.
  std::string ServiceToken(std::string_view subject, absl::Time issue_time,
                           absl::Duration lifetime = absl::Hours(1)) const;

 private:
  SigningKey key_;
  std::string issuer_;
  std::string audience_;
};

}  // namespace laurel::testing
