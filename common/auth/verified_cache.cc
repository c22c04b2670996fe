#include "common/auth/verified_cache.h"

#include <utility>

namespace laurel::auth {

const Claims* VerifiedCache::Find(const TokenDigest& digest) {
  if (const auto found = newer_.find(digest); found != newer_.end()) {
    return &found->second;
  }
  const auto found = older_.find(digest);
  if (found == older_.end()) {
    return nullptr;
  }
  // In use, so it moves to the newer half and survives the next turn.
  Claims claims = std::move(found->second);
  older_.erase(found);
  Insert(digest, std::move(claims));
  return &newer_.find(digest)->second;
}

void VerifiedCache::Insert(const TokenDigest& digest, Claims claims) {
  if (newer_.size() >= half_) {
    older_ = std::exchange(newer_, {});
  }
  newer_.insert_or_assign(digest, std::move(claims));
}

void VerifiedCache::Clear() {
  newer_.clear();
  older_.clear();
}

}  // namespace laurel::auth
