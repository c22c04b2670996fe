// Tokens that were verified already, by their SHA-256: a caller sends the same token with every call, and a
// signature costs more than a hash. Bounded: when the newer half is full, the older half goes. Not
// thread-safe: its owner has the lock.
#pragma once

#include <cstddef>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "common/auth/claims.h"

namespace laurel::auth {

using TokenDigest = std::string;  // api::Sha256 of the token

class VerifiedCache {
 public:
  explicit VerifiedCache(std::size_t capacity) : half_(capacity / 2) {}

  // nullptr when it is not there; valid until the next call.
  const Claims* Find(const TokenDigest& digest);
  void Insert(const TokenDigest& digest, Claims claims);
  void Clear();
  std::size_t size() const { return newer_.size() + older_.size(); }

 private:
  using Entries = absl::flat_hash_map<TokenDigest, Claims>;

  std::size_t half_;
  Entries newer_;
  Entries older_;
};

}  // namespace laurel::auth
