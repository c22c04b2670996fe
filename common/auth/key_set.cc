#include "common/auth/key_set.h"

#include <cstddef>
#include <utility>

#include "absl/status/status.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "nlohmann/json.hpp"

namespace laurel::auth {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLeastRsaBits = 2048;

struct Algorithm {
  std::string_view name;
  cjose_jwk_kty_t type;
  cjose_jwk_ec_curve curve;  // of the ES family
};

constexpr Algorithm kAlgorithms[] = {
    {"RS256", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID}, {"RS384", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID},
    {"RS512", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID}, {"PS256", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID},
    {"PS384", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID}, {"PS512", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID},
    {"ES256", CJOSE_JWK_KTY_EC, CJOSE_JWK_EC_P_256},    {"ES384", CJOSE_JWK_KTY_EC, CJOSE_JWK_EC_P_384},
    {"ES512", CJOSE_JWK_KTY_EC, CJOSE_JWK_EC_P_521},
};

const Algorithm* FindAlgorithm(std::string_view name) {
  for (const Algorithm& algorithm : kAlgorithms) {
    if (algorithm.name == name) {
      return &algorithm;
    }
  }
  return nullptr;
}

std::string Text(const Json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool Fits(const cjose_jwk_t* key, const Algorithm& algorithm) {
  cjose_err error;
  if (cjose_jwk_get_kty(key, &error) != algorithm.type) {
    return false;
  }
  return algorithm.type == CJOSE_JWK_KTY_RSA ? cjose_jwk_get_keysize(key, &error) >= kLeastRsaBits
                                             : cjose_jwk_EC_get_curve(key, &error) == algorithm.curve;
}

absl::StatusOr<VerificationKey> ParseKey(const Json& json, const std::string& kid) {
  if (kid.empty()) {
    return absl::InvalidArgumentError("a key has no kid");
  }
  const std::string name = Text(json, "alg");
  const Algorithm* algorithm = FindAlgorithm(name);
  if (algorithm == nullptr) {
    return absl::InvalidArgumentError(fmt::format(
        "key \"{}\": alg \"{}\" is none of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512",
        kid, name));
  }
  jose::Key key = jose::ImportKey(json.dump());
  if (key == nullptr || !Fits(key.get(), *algorithm)) {
    return absl::InvalidArgumentError(fmt::format("key \"{}\": not a usable key for {}", kid, name));
  }
  return VerificationKey{name, std::move(key)};
}

}  // namespace

absl::StatusOr<KeySet> KeySet::Parse(std::string_view json) {
  const Json document = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object() || !document.contains("keys") || !document["keys"].is_array()) {
    return absl::InvalidArgumentError("not a JSON Web Key Set");
  }
  KeySet set;
  for (const Json& entry : document["keys"]) {
    if (!entry.is_object()) {
      return absl::InvalidArgumentError("a key is not a JSON object");
    }
    if (Text(entry, "use") == "enc") {
      continue;
    }
    const std::string kid = Text(entry, "kid");
    ASSIGN_OR_RETURN(VerificationKey key, ParseKey(entry, kid));
    if (!set.keys_.emplace(kid, std::move(key)).second) {
      return absl::InvalidArgumentError(fmt::format("key \"{}\": twice", kid));
    }
  }
  if (set.keys_.empty()) {
    return absl::InvalidArgumentError("no key in it");
  }
  return set;
}

const VerificationKey* KeySet::Find(std::string_view kid) const {
  const auto found = keys_.find(std::string(kid));
  return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace laurel::auth
