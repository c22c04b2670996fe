// Twins of a call that runs already wait for its answer here, before the queue: they hold no worker and no
// connection, and the database sees at most one of them from this process (it would answer the others with
// deadlocks). Thread-safe.
//
// `Call` is opaque: only pointers are kept. A follower is owned by the flight until it is handed out again.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "common/api/request_key.h"

namespace laurel::rpc {

template <typename Call>
class SingleFlight {
 public:
  // `followers`: how many may wait, over all flights.
  explicit SingleFlight(std::size_t followers) : capacity_(followers) {}

  enum class Role {
    kLeader,    // runs; must end in Land or HandOver
    kFollower,  // is kept: the caller must not touch it any more
    kOtherBody,
    kFull,
  };

  Role Join(const api::RequestKey& key, Call* call) {
    absl::MutexLock lock(&mutex_);
    const auto [entry, is_new] = flights_.try_emplace(KeyOf(key));
    Flight& flight = entry->second;
    if (is_new) {
      flight.body_hash = key.body_hash;
      return Role::kLeader;
    }
    if (flight.body_hash != key.body_hash) return Role::kOtherBody;
    if (waiting_ >= capacity_) return Role::kFull;
    flight.followers.push_back(call);
    ++waiting_;
    return Role::kFollower;
  }

  // The leader has an answer: the flight is over, its followers are handed out.
  std::deque<Call*> Land(const api::RequestKey& key) {
    absl::MutexLock lock(&mutex_);
    auto node = flights_.extract(KeyOf(key));
    if (node.empty()) return {};
    waiting_ -= node.mapped().followers.size();
    return std::move(node.mapped().followers);
  }

  // The leader failed for a reason of its own: the next follower leads; nullptr when there is none and the
  // flight is over.
  Call* HandOver(const api::RequestKey& key) {
    absl::MutexLock lock(&mutex_);
    const auto entry = flights_.find(KeyOf(key));
    if (entry == flights_.end()) return nullptr;
    if (entry->second.followers.empty()) {
      flights_.erase(entry);
      return nullptr;
    }
    Call* next = entry->second.followers.front();
    entry->second.followers.pop_front();
    --waiting_;
    return next;
  }

  // Followers of all flights.
  std::size_t waiting() const {
    absl::MutexLock lock(&mutex_);
    return waiting_;
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string>;
  struct Flight {
    std::string body_hash;
    std::deque<Call*> followers;
  };
  static Key KeyOf(const api::RequestKey& key) { return {key.principal, key.method, key.request_id}; }

  const std::size_t capacity_;
  mutable absl::Mutex mutex_;
  absl::flat_hash_map<Key, Flight> flights_ ABSL_GUARDED_BY(mutex_);
  std::size_t waiting_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace laurel::rpc
