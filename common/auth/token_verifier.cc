#include "common/auth/token_verifier.h"

#include <cstdint>
#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "common/api/digest.h"
#include "common/auth/claims.h"
#include "common/auth/key_set.h"
#include "common/auth/verified_cache.h"
#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "nlohmann/json.hpp"

namespace laurel::auth {
namespace {

constexpr std::size_t kTokenBytes = 16 * 1024;
constexpr std::size_t kCachedTokens = 4096;
constexpr absl::Duration kReloadPause = absl::Seconds(10);

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) {
    return absl::InvalidArgumentError("cannot be read");
  }
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The payload, if the signature is that of the key, by the algorithm that is the key's. `token` owns what is
// returned.
std::optional<std::string_view> VerifiedPayload(cjose_jws_t* token, const VerificationKey& key) {
  cjose_err error;
  std::uint8_t* payload = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_verify(token, key.key.get(), &error) ||
      !cjose_jws_get_plaintext(token, &payload, &size, &error)) {
    return std::nullopt;
  }
  return std::string_view(reinterpret_cast<const char*>(payload), size);
}

std::string HeaderText(cjose_jws_t* token, const char* name) {
  cjose_err error;
  const char* value = cjose_header_get(cjose_jws_get_protected(token), name, &error);
  return value == nullptr ? std::string() : std::string(value);
}

// `crit` names extensions that whoever verifies must understand (RFC 7515, 4.1.11): we know none. Read from
// the token's first part, because cjose hides a `crit` that is neither array nor object.
bool HasCriticalExtensions(std::string_view token) {
  cjose_err error;
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (!cjose_base64url_decode(token.data(), token.find('.'), &bytes, &size, &error)) {
    return true;
  }
  const auto header = nlohmann::json::parse(bytes, bytes + size, nullptr, /*allow_exceptions=*/false);
  cjose_get_dealloc()(bytes);
  return !header.is_object() || header.contains("crit");
}

}  // namespace

struct TokenVerifier::State {
  State(TokenVerifierOptions demanded, const Clock& time) : options(std::move(demanded)), clock(time) {}

  using Keys = std::shared_ptr<const KeySet>;

  absl::Status Reload();
  void ReloadIfDue(std::optional<absl::Time>& last, absl::Time now);
  Keys CurrentKeys();
  std::optional<Claims> Check(std::string_view token, absl::Time now, Keys& keys);

  const TokenVerifierOptions options;
  const Clock& clock;

  std::mutex reload_mutex;          // one reads the file, others who need it wait; taken before `mutex`
  std::optional<std::string> seen;  // what the file held when it was last read, good or broken
  std::optional<absl::Time> last_look;
  std::optional<absl::Time> last_unknown_kid;

  std::mutex mutex;
  Keys keys;
  VerifiedCache cache{kCachedTokens};
};

absl::Status TokenVerifier::State::Reload() {
  ASSIGN_OR_RETURN(std::string text, ReadFile(options.jwks_file));
  if (text == seen) {
    return absl::OkStatus();
  }
  seen = text;
  ASSIGN_OR_RETURN(KeySet parsed, KeySet::Parse(text));
  const std::lock_guard lock(mutex);
  keys = std::make_shared<const KeySet>(std::move(parsed));
  cache.Clear();  // a key may have been withdrawn
  return absl::OkStatus();
}

void TokenVerifier::State::ReloadIfDue(std::optional<absl::Time>& last, absl::Time now) {
  // A clock that was turned back must not stop the looking: an earlier `now` is due as well.
  if (last.has_value() && now >= *last && now < *last + kReloadPause) {
    return;
  }
  last = now;
  if (const absl::Status read = Reload(); !read.ok()) {
    log::Warning("the key set is broken; the last good keys stay",
                 {{"file", std::string_view(options.jwks_file)},
                  {"error", std::string_view(read.message().data(), read.message().size())}});
  }
}

TokenVerifier::State::Keys TokenVerifier::State::CurrentKeys() {
  const std::lock_guard lock(mutex);
  return keys;
}

// `used` becomes the key set that the token was checked with.
std::optional<Claims> TokenVerifier::State::Check(std::string_view text, absl::Time now, Keys& used) {
  const jose::Token token = jose::ImportToken(text);
  if (token == nullptr || HasCriticalExtensions(text)) {
    return std::nullopt;
  }
  const std::string kid = HeaderText(token.get(), CJOSE_HDR_KID);
  used = CurrentKeys();
  const VerificationKey* key = used->Find(kid);
  if (key == nullptr && !kid.empty()) {
    {
      const std::lock_guard lock(reload_mutex);
      ReloadIfDue(last_unknown_kid, now);
    }
    used = CurrentKeys();
    key = used->Find(kid);
  }
  if (key == nullptr || HeaderText(token.get(), CJOSE_HDR_ALG) != key->algorithm) {
    return std::nullopt;
  }
  const std::optional<std::string_view> payload = VerifiedPayload(token.get(), *key);
  return payload.has_value() ? ParseClaims(*payload, options) : std::nullopt;
}

TokenVerifier::TokenVerifier(std::unique_ptr<State> state) : state_(std::move(state)) {}
TokenVerifier::~TokenVerifier() = default;

absl::StatusOr<std::unique_ptr<TokenVerifier>> TokenVerifier::Create(TokenVerifierOptions options,
                                                                     const Clock& clock) {
  auto state = std::make_unique<State>(std::move(options), clock);
  if (const absl::Status read = state->Reload(); !read.ok()) {
    return absl::InvalidArgumentError(
        fmt::format("key set {}: {}", state->options.jwks_file,
                    std::string_view(read.message().data(), read.message().size())));
  }
  state->last_look = clock.Now();
  return std::unique_ptr<TokenVerifier>(new TokenVerifier(std::move(state)));
}

absl::StatusOr<Identity> TokenVerifier::Verify(std::string_view token) {
  if (token.empty() || token.size() > kTokenBytes) {
    return Unauthenticated();
  }
  const absl::Time now = state_->clock.Now();
  if (const std::unique_lock look(state_->reload_mutex, std::try_to_lock); look.owns_lock()) {
    state_->ReloadIfDue(state_->last_look, now);
  }
  const TokenDigest digest = api::Sha256(token);
  {
    const std::lock_guard lock(state_->mutex);
    if (const Claims* known = state_->cache.Find(digest); known != nullptr) {
      return known->HoldAt(now) ? absl::StatusOr<Identity>(known->identity) : Unauthenticated();
    }
  }
  State::Keys used;
  const std::optional<Claims> claims = state_->Check(token, now, used);
  if (!claims.has_value() || !claims->HoldAt(now)) {
    return Unauthenticated();
  }
  const std::lock_guard lock(state_->mutex);
  if (used == state_->keys) {  // else they changed meanwhile, and the cache was cleared for that
    state_->cache.Insert(digest, *claims);
  }
  return claims->identity;
}

}  // namespace laurel::auth
