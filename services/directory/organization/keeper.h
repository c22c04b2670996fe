// Keeps this replica's organisation equal to the tables: reads them once, then follows the events
// organization.changed from the position of that moment on, which are the changes of all replicas in the
// order of their versions. Events that have queued up are applied together. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/events/watch/feed.h"
#include "common/org/organization.h"
#include "common/sql/database.h"
#include "common/time/clock.h"

namespace laurel::directory::organization {

struct KeeperOptions {
  absl::Duration alive_every = absl::Seconds(1);  // how often silence is taken as a sign that all is well
};

// An organisation and the position whose events it holds: it may hold later ones as well, but misses none up
// to there.
struct Kept {
  std::shared_ptr<const org::Organization> organization;
  std::int64_t position = 0;
};

class Keeper {
 public:
  // All outlive the keeper, but the feed may stop before it. Starts with Start(), once the schema is there.
  Keeper(sql::Database& database, events::Feed& feed, org::Holder& holder, const Clock& clock,
         KeeperOptions options = {});
  ~Keeper();
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  void Start();
  // Waits for a statement under way, 5 s at most. Any number of times.
  void Stop();

  // UNAVAILABLE, ORGANIZATION_STALE, until the organisation has been read for the first time.
  absl::StatusOr<Kept> Current() const;
  // After a change of one's own: waits until this replica has `version`, so that the next read here sees it.
  // Gives up at the (real) deadline, after 1 s at the latest, and at once when the holder has no room for one
  // more who waits, since the change is kept anyway.
  void CatchUp(std::int64_t version, absl::Time deadline = absl::InfiniteFuture());

 private:
  struct Mail;
  class Inbox;

  void Run();
  absl::Status Load();
  absl::Status CheckGoingOn() const;  // CANCELLED: stopping
  absl::Status Follow();              // until the feed or a missing change ends it
  absl::Status Apply(const Mail& mail);
  void Keep(std::shared_ptr<const org::Organization> organization, std::int64_t position);
  bool Await(absl::Duration time);  // false: stopping

  sql::Database& database_;
  events::Feed& feed_;
  org::Holder& holder_;
  const Clock& clock_;
  const KeeperOptions options_;

  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  Kept kept_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<Inbox> inbox_ ABSL_GUARDED_BY(mutex_);  // while it follows
  absl::Mutex ending_;                                    // who stops it second waits as well
  std::thread thread_ ABSL_GUARDED_BY(ending_);
};

}  // namespace laurel::directory::organization
