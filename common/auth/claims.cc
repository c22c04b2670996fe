#include "common/auth/claims.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "nlohmann/json.hpp"

namespace laurel::auth {
namespace {

using Json = nlohmann::json;

constexpr double kLatestSecond = 253402300799;  // 9999-12-31T23:59:59Z

const Json* Find(const Json& claims, const std::string& name) {
  const auto found = claims.find(name);
  return found == claims.end() ? nullptr : &*found;
}

bool IsText(const Json* claim, const std::string& text) {
  return claim != nullptr && claim->is_string() && claim->get_ref<const std::string&>() == text;
}

bool HasAudience(const Json* claim, const std::string& audience) {
  if (claim == nullptr || !claim->is_array()) {
    return IsText(claim, audience);
  }
  return std::any_of(claim->begin(), claim->end(), [&](const Json& one) { return IsText(&one, audience); });
}

// NumericDate: seconds since 1970, fractions allowed.
std::optional<absl::Time> Time(const Json& claim) {
  if (!claim.is_number()) {
    return std::nullopt;
  }
  const double seconds = claim.get<double>();
  if (!(seconds >= 0 && seconds <= kLatestSecond)) {
    return std::nullopt;
  }
  return absl::UnixEpoch() + absl::Seconds(seconds);
}

bool SaysFalse(const Json* claim) {
  return claim != nullptr && !(claim->is_boolean() && claim->get<bool>()) && !IsText(claim, "true");
}

bool ReadPerson(const Json& claims, const std::string& name, std::string& person) {
  const Json* claim = Find(claims, name);
  if (claim == nullptr) {
    return true;
  }
  if (!claim->is_string() || (name == "email" && SaysFalse(Find(claims, "email_verified")))) {
    return false;
  }
  person = claim->get<std::string>();
  return true;
}

bool ReadTimes(const Json& json, Claims& claims) {
  const Json* expires = Find(json, "exp");
  const std::optional<absl::Time> expire_time = expires == nullptr ? std::nullopt : Time(*expires);
  if (!expire_time.has_value()) {
    return false;
  }
  claims.identity.expire_time = *expire_time;
  if (const Json* begins = Find(json, "nbf"); begins != nullptr) {
    const std::optional<absl::Time> not_before = Time(*begins);
    if (!not_before.has_value()) {
      return false;
    }
    claims.not_before = *not_before;
  }
  return true;
}

}  // namespace

bool Claims::HoldAt(absl::Time now) const {
  return not_before - kClockLeeway <= now && now < identity.expire_time + kClockLeeway;
}

std::optional<Claims> ParseClaims(std::string_view payload, const TokenVerifierOptions& demanded) {
  const Json json = Json::parse(payload, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !IsText(Find(json, "iss"), demanded.issuer) ||
      !HasAudience(Find(json, "aud"), demanded.audience)) {
    return std::nullopt;
  }
  Claims claims;
  const Json* subject = Find(json, "sub");
  if (subject == nullptr || !subject->is_string() || subject->get_ref<const std::string&>().empty()) {
    return std::nullopt;
  }
  claims.identity.subject = subject->get<std::string>();
  if (!ReadPerson(json, demanded.person_claim, claims.identity.person) || !ReadTimes(json, claims)) {
    return std::nullopt;
  }
  return claims;
}

}  // namespace laurel::auth
