// Follows the events of this service by position and hands them to followers, each from its own position on.
//
// One thread for all of them: it reads new events once, keeps the newest ones in memory for everybody, reads
// older pages from the table for those who are behind, and never waits for a follower. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/metrics/registry.h"
#include "common/sql/database.h"
#include "laurel/events/v1/event.pb.h"

namespace laurel::events {

struct Sequenced {
  std::int64_t position = 0;
  v1::Event event;       // without its source: whoever sends it knows that
  std::string audience;  // common/events/audience.h
};

// One who follows. Called by the feed's thread alone, one call at a time, and never again after kGone or End.
class Follower {
 public:
  virtual ~Follower() = default;

  enum class Taken {
    kYes,   // taken or passed over: go on with the next
    kFull,  // not now; the same one again a little later
    kGone,  // follows no more
  };
  virtual Taken Take(const std::shared_ptr<const Sequenced>& event) = 0;
  // It has everything up to `position`. At once after Follow, then whenever bookmark_every has passed without
  // one and it is not behind. Only while the feed reads the table without errors: a bookmark says that all is
  // well.
  virtual Taken Bookmark(std::int64_t position) = 0;
  // The feed cannot go on with it: OUT_OF_RANGE, RESUME_TOKEN_EXPIRED; UNAVAILABLE, SHUTTING_DOWN;
  // UNAVAILABLE, SLOW_WATCHER when it has answered kFull for FeedOptions::patience.
  virtual void End(absl::Status why) = 0;
};

struct FeedOptions {
  absl::Duration poll = absl::Milliseconds(40);
  std::size_t recent = 4096;                        // events kept in memory for followers a little behind
  std::size_t recent_bytes = std::size_t{8} << 20;  // and no more of them than this
  absl::Duration patience = absl::Seconds(30);
};

class Feed {
 public:
  // Starts its thread, which tries until the tables are there. `database` and `registry` outlive it. Metrics:
  // laurel_event_followers, laurel_event_followers_dropped_total{reason}.
  Feed(sql::Database& database, metrics::Registry& registry, FeedOptions options);
  ~Feed();  // Stop
  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;

  // Ends all followers, waits for the thread. From then on Wake does nothing, and Follow is UNAVAILABLE,
  // SHUTTING_DOWN. Any number of times.
  void Stop();

  // There may be something new: look now. Cheap.
  void Wake();

  // Which events these are (event_origin), and the newest position; UNAVAILABLE before the table was first
  // read.
  struct Head {
    std::string origin;
    std::int64_t position = 0;
  };
  absl::StatusOr<Head> head() const;

  // From the event after `position` on. OUT_OF_RANGE, RESUME_TOKEN_EXPIRED, when that is no longer kept or
  // lies beyond the newest (a database that was restored). May read the table. The follower may be called
  // before this returns.
  absl::Status Follow(std::shared_ptr<Follower> follower, std::int64_t position,
                      absl::Duration bookmark_every, absl::Time deadline);

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

// The newest position, on a connection of the caller's: what is committed and has a position no greater is
// seen by whatever the connection reads next. 0: none yet.
absl::StatusOr<std::int64_t> ReadHead(sql::Connection& connection);

// Removes events sequenced longer ago than `kept` by the database's clock, in steps small enough for writers
// not to notice; asks `stopping` before each.
inline constexpr absl::Duration kEventsKept = absl::Hours(7 * 24);
absl::Status PurgeEvents(sql::Database& database, absl::Duration kept, const std::function<bool()>& stopping);

}  // namespace laurel::events
