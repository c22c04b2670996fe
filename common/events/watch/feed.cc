#include "common/events/watch/feed.h"

#include <utility>

#include "common/events/watch/feed_loop.h"

namespace laurel::events {

Feed::Feed(sql::Database& database, metrics::Registry& registry, FeedOptions options)
    : loop_(std::make_unique<Loop>(database, registry, options)) {}

Feed::~Feed() = default;

void Feed::Stop() { loop_->Stop(); }

void Feed::Wake() { loop_->Wake(); }

absl::StatusOr<Feed::Head> Feed::head() const { return loop_->head(); }

absl::Status Feed::Follow(std::shared_ptr<Follower> follower, std::int64_t position,
                          absl::Duration bookmark_every, absl::Time deadline) {
  return loop_->Follow(std::move(follower), position, bookmark_every, deadline);
}

}  // namespace laurel::events
