// The public keys that tokens are verified with: a JSON Web Key Set (RFC 7517). Each key has one algorithm,
// pinned here and not chosen by the token (RFC 8725, 3.1). Immutable, therefore thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "common/auth/jose.h"

namespace laurel::auth {

struct VerificationKey {
  std::string algorithm;
  jose::Key key;
};

class KeySet {
 public:
  // INVALID_ARGUMENT, saying which key and why: no JSON, no key at all, a key without kid or alg, a kid
  // twice, an algorithm that is not RS*, PS* or ES* (256, 384, 512), a key that does not fit its algorithm,
  // RSA under 2048 bits. Keys that the issuer publishes for encryption (`use` = "enc") are left out.
  static absl::StatusOr<KeySet> Parse(std::string_view json);

  // nullptr when the set has no such key.
  const VerificationKey* Find(std::string_view kid) const;

 private:
  absl::flat_hash_map<std::string, VerificationKey> keys_;
};

}  // namespace laurel::auth
