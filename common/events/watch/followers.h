// Everybody who follows the feed, each at their position: who is offered what, who gets a bookmark when, who
// is ended. Knows neither thread nor database nor clock. Used by one thread at a time.
//
// While nothing happens it costs nothing: bookmarks wait in a queue, spread over their interval, and nobody
// else is looked at.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/events/watch/event_run.h"
#include "common/events/watch/feed.h"
#include "common/metrics/registry.h"

namespace laurel::events {

// OUT_OF_RANGE, RESUME_TOKEN_EXPIRED.
absl::Status TokenExpired();

class Followers {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;  // the machine's clock may jump

  Followers(metrics::Registry& registry, absl::Duration patience);

  // Gets its first bookmark. Ended as expired when it is ahead of the head.
  void Join(std::shared_ptr<Follower> follower, std::int64_t position, absl::Duration bookmark_every,
            SteadyTime now);

  std::int64_t head() const { return head_; }
  void SetHead(std::int64_t position) { head_ = position; }

  // Offers what of these each of them is waiting for, until it is full or has everything. True: somebody who
  // is still behind took some, and may soon take more.
  bool Deliver(const EventRun& recent, SteadyTime now);
  // After Deliver: the position of one who needs older events than those.
  std::optional<std::int64_t> NeedsPage() const;
  // `page`: what the table holds after `position`. All who can use it do; who stands at `position` and finds
  // that the next one is missing is ended as expired.
  void DeliverPage(std::int64_t position, const EventRun& page, SteadyTime now);

  // To those whose time has come and who have everything; never to very many at once.
  void SendBookmarks(SteadyTime now);

  void EndAll(const absl::Status& why);

 private:
  struct Entry;
  using Entries = std::list<Entry>;
  using Due = std::multimap<SteadyTime, Entry*>;
  struct Entry {
    std::shared_ptr<Follower> follower;
    std::int64_t position;
    std::chrono::nanoseconds bookmark_every;
    bool behind = false;  // which list it is in
    Entries::iterator self = {};
    Due::iterator due = {};
    std::shared_ptr<const Sequenced> refused = nullptr;  // it was full: offered again first
    std::optional<SteadyTime> full_since = std::nullopt;
  };
  enum class Went { kNowhere, kOn, kAway };  // kAway: the entry is no more

  Went Advance(Entry& entry, const EventRun& events, SteadyTime now);
  // Puts it at the end of the list that is right for it.
  void Place(Entry& entry);
  Went Bookmark(Entry& entry, SteadyTime now);
  Went Refused(Entry& entry, SteadyTime now);
  void Schedule(Entry& entry, SteadyTime when);
  std::chrono::nanoseconds NextInterval(const Entry& entry);
  // Ended by the feed, counted under `reason`.
  Went Drop(Entry& entry, std::string_view reason, const absl::Status& why);
  Went Remove(Entry& entry);

  const absl::Duration patience_;
  metrics::Gauge& count_;
  const metrics::Family<metrics::Counter> dropped_;
  std::int64_t head_ = 0;
  std::int64_t delivered_ = 0;  // the head when those in live_ were last looked at
  Entries live_;                // had everything when they were last looked at
  Entries behind_;              // who waits longest for a page first
  Due due_;
  double spread_ = 0;  // of the next bookmark, in [0, 1)
};

}  // namespace laurel::events
