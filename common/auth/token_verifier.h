// A bearer token becomes an identity. Signature by the key that the token's `kid` names, with the algorithm
// that is pinned to that key in the key set (never `none`, never HMAC); issuer, audience, exp and nbf checked
// (RFC 7515, 7519, 8725), the times with 30 s of leeway for clocks that differ. Keys: key_set.h; claims:
// claims.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/time/clock.h"

namespace laurel::auth {

struct Identity {
  std::string subject;  // claim `sub`
  std::string person;   // the claim that names a person: an email address; empty for services
  absl::Time expire_time;
};

struct TokenVerifierOptions {
  std::string jwks_file;  // a JSON Web Key Set; every key has kid and alg
  std::string issuer;     // must equal `iss`
  std::string audience;   // must be among `aud`
  std::string person_claim = "email";
};

// Thread-safe. Looks at the key set's file every 10 s (so a withdrawn key ends), and at once when a token
// names an unknown kid, then too at most every 10 s; keeps the last good keys, and logs, while the file is
// broken. Remembers the 4,096 tokens verified last.
class TokenVerifier {
 public:
  // INVALID_ARGUMENT when the key set cannot be read, or has a key without kid, without alg, or with an
  // algorithm other than RS256/384/512, PS256/384/512, ES256/384/512 (keys that are published for encryption
  // are left out).
  static absl::StatusOr<std::unique_ptr<TokenVerifier>> Create(TokenVerifierOptions options,
                                                               const Clock& clock);
  ~TokenVerifier();

  // UNAUTHENTICATED, reason UNAUTHENTICATED, with one constant text, whatever is wrong with the token; one of
  // more than 16 KiB is not looked at.
  absl::StatusOr<Identity> Verify(std::string_view token);

 private:
  struct State;
  explicit TokenVerifier(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace laurel::auth
