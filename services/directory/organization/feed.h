// Keeps this replica's organisation equal to the tables: loads it when it starts, then follows
// organization_change by version, and hands each step to its listener (the watchers' hub). One thread of its
// own. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "common/sql/database.h"
#include "common/time/clock.h"
#include "services/directory/organization/store.h"

namespace laurel::directory::organization {

struct FeedOptions {
  absl::Duration poll = absl::Milliseconds(40);
};

class Feed {
 public:
  struct Step {
    std::string origin;
    bool loaded = false;          // the whole organisation was read: changes may have been skipped
    std::vector<Change> changes;  // empty as well when nothing happened
  };
  // Called on the feed's thread after the holder has the new version.
  using Listener = std::function<void(const Step& step)>;

  // `database`, `holder` and `clock` outlive the feed. Starts with Start(), once the schema is there.
  Feed(sql::Database& database, org::Holder& holder, const Clock& clock, FeedOptions options);
  ~Feed();
  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;

  void Start(Listener listener);
  void Stop();

  // The organisation has been read whole at least once.
  bool loaded() const;
  // After a change of one's own: waits until this replica has `version`, so that the next read here sees it.
  // Usually one step of the feed; gives up at the (real) deadline, after 1 s at the latest, and at once when
  // the holder has no room for one more who waits, since the change is kept anyway.
  void CatchUp(std::int64_t version, absl::Time deadline = absl::InfiniteFuture());

 private:
  void Run();
  absl::Status Load();
  absl::Status Follow();
  // Sleeps for `time`, or until a handler wants to catch up or the feed stops.
  void Pause(absl::Duration time);
  bool stopping() const;

  sql::Database& database_;
  org::Holder& holder_;
  const Clock& clock_;
  const FeedOptions options_;
  Listener listener_;
  Position position_;  // the feed's thread only

  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool wanted_ ABSL_GUARDED_BY(mutex_) = false;
  bool loaded_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace laurel::directory::organization
