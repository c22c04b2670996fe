// What a token says, once its signature holds (RFC 7519). Values and pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "absl/time/time.h"
#include "common/auth/token_verifier.h"

namespace laurel::auth {

// How far the clocks of issuer and service may differ.
inline constexpr absl::Duration kClockLeeway = absl::Seconds(30);

struct Claims {
  Identity identity;
  absl::Time not_before = absl::InfinitePast();

  // not_before - leeway ≤ now < expire_time + leeway
  bool HoldAt(absl::Time now) const;
};

// nullopt unless the payload is a JSON object with: `iss` as demanded, `aud` (a string or an array) with
// ours, a `sub` with text, a numeric `exp`, and, where they are present, a numeric `nbf` and a person claim
// that is text. A person claim named `email` is refused when `email_verified` says false: whoever may write
// an address into their profile is not its owner.
std::optional<Claims> ParseClaims(std::string_view payload, const TokenVerifierOptions& demanded);

}  // namespace laurel::auth
