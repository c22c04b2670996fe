// Gives committed events their positions: moves them from event_pending to event, in the order in which the
// database saw them inserted, without gaps (architecture.md, decision 7; docs/adr/0014).
//
// Any number of replicas run one. The lease only picks who tries; the fence is the lease row itself, locked
// by epoch first in every step. Whoever takes over kills the former owner's connection, which may still hold
// that lock. One thread, one connection of its own.
#pragma once

#include <functional>
#include <memory>

#include "absl/time/time.h"
#include "common/metrics/registry.h"
#include "common/sql/database.h"

namespace laurel::events {

struct SequencerOptions {
  absl::Duration poll = absl::Milliseconds(40);    // between looks at an empty outbox
  absl::Duration lease = absl::Seconds(1);         // how long a silent owner keeps others off
  absl::Duration renew = absl::Milliseconds(300);  // an idle owner says that it lives
  std::string owner = {};                          // shown in the lease row; unset: host and process
};

class Sequencer {
 public:
  // Starts its thread, which tries until the database and its tables are there. `sequenced` is called from it
  // after each step that gave positions. `database` and `registry` outlive it.
  //
  // Metrics: laurel_event_lag_seconds (age of the oldest event without a position, as of the last look that
  // succeeded; those who stand by look, too, so that it is seen when nobody gives positions),
  // laurel_event_sequencer_owner (1 or 0), laurel_event_position.
  Sequencer(sql::Database& database, metrics::Registry& registry, SequencerOptions options,
            std::function<void()> sequenced);
  ~Sequencer();  // asks the thread to stop and waits: at once when idle, else one statement
  Sequencer(const Sequencer&) = delete;
  Sequencer& operator=(const Sequencer&) = delete;

  // Something was committed: look now. Thread-safe, cheap.
  void Wake();

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace laurel::events
