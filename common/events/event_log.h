// The events of one service, whole: the outbox that handlers write to, the sequencer, and the feed that
// watchers read from, each waking the next. Thread-safe.
#pragma once

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/events/catalog.h"
#include "common/events/outbox.h"
#include "common/events/sequencer/sequencer.h"
#include "common/events/watch/feed.h"

namespace laurel::events {

struct EventLogOptions {
  SequencerOptions sequencer = {};
  FeedOptions feed = {};
};

class EventLog {
 public:
  // All outlive it. Nothing reads the database before Start, which is called once.
  EventLog(const Catalog& catalog, sql::Database& database, metrics::Registry& registry,
           EventLogOptions options = {});
  ~EventLog();

  void Start();
  // Ends all followers with UNAVAILABLE, SHUTTING_DOWN, and the threads. The outbox goes on: what it takes is
  // put into order by another replica, or by the next start. Any number of times.
  void Stop();

  const Catalog& catalog() const { return catalog_; }
  const Outbox& outbox() const { return outbox_; }
  // After Start; after Stop it refuses followers.
  Feed& feed() { return *feed_; }

 private:
  void WakeSequencer();

  const Catalog& catalog_;
  sql::Database& database_;
  metrics::Registry& registry_;
  const EventLogOptions options_;
  const Outbox outbox_;
  std::unique_ptr<Feed> feed_;
  absl::Mutex stopping_;                                          // who stops it second waits as well
  absl::Mutex mutex_;                                             // handlers commit while it starts and stops
  std::unique_ptr<Sequencer> sequencer_ ABSL_GUARDED_BY(mutex_);  // last: it wakes the feed
};

}  // namespace laurel::events
