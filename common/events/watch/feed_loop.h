// The feed's thread: reads what is new once, keeps the newest events, and moves the followers on. Besides
// Stop, Wake, head and Follow, which are thread-safe, everything is the thread's alone.
#pragma once

#include <chrono>
#include <optional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/events/watch/event_run.h"
#include "common/events/watch/feed.h"
#include "common/events/watch/followers.h"

namespace laurel::events {

class Feed::Loop {
 public:
  Loop(sql::Database& database, metrics::Registry& registry, FeedOptions options);
  ~Loop();

  void Stop();
  void Wake();
  absl::StatusOr<Head> head() const;
  absl::Status Follow(std::shared_ptr<Follower> follower, std::int64_t position,
                      absl::Duration bookmark_every, absl::Time deadline);

 private:
  struct Joining {
    std::shared_ptr<Follower> follower;
    std::int64_t position;
    absl::Duration bookmark_every;
  };
  struct News {
    Head head;
    std::vector<std::shared_ptr<const Sequenced>> events;
  };

  void Run();
  // Takes over who came. False: it is time to stop.
  bool Begin();
  // What is new in the table. True: there is more.
  absl::StatusOr<bool> Poll();
  absl::StatusOr<News> ReadNews();
  absl::Status Round(bool& more, bool& promising);
  void MoveTo(const Head& head);
  void Join();
  absl::StatusOr<bool> ServeBehind();
  void Pause(absl::Duration time, bool until_woken);
  absl::Status CheckKept(std::int64_t position, absl::Time deadline) const;

  sql::Database& database_;
  const FeedOptions options_;

  // The thread's alone.
  EventRun recent_;
  Followers followers_;
  std::vector<Joining> joining_;
  Head position_;
  Followers::SteadyTime polled_;  // the epoch: look at once

  mutable absl::Mutex mutex_;
  std::vector<Joining> incoming_ ABSL_GUARDED_BY(mutex_);
  std::optional<Head> head_ ABSL_GUARDED_BY(mutex_);
  std::int64_t oldest_recent_ ABSL_GUARDED_BY(mutex_) = 0;  // 0: none
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;

  absl::Mutex ending_;  // who stops it second waits as well
  std::thread thread_;  // last: it uses all of the above; joined under ending_
};

}  // namespace laurel::events
