// Does this service's part when something happens in another one: follows its WatchEvents as a service
// account and handles each event exactly once, whatever fails and however many replicas follow.
//
// The effects of an event and the token behind it are one transaction, fenced by the version of the row
// event_consumer(source): a replica that comes second changes nothing and goes on from what the first one
// kept. One thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/metrics/registry.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/database.h"
#include "common/time/clock.h"
#include "laurel/events/v1/event.pb.h"

namespace grpc {
class ChannelInterface;
}

namespace laurel::events {

struct ConsumerOptions {
  std::string name;        // of the row: "directory"
  std::string actor;       // who did it, in the audit: "service:" and the subject of this service
  std::string token_file;  // the bearer token of this service; read again at each attempt. Empty: none
  std::vector<std::string> types;
  absl::Duration first_backoff = absl::Milliseconds(100);
  absl::Duration last_backoff = absl::Seconds(5);
  absl::Duration silence = absl::Seconds(45);  // bookmarks come every 15 s: then the stream is opened again
  // A bookmark's token is kept when nothing was for so long: where events are rare, the last one's would
  // expire.
  absl::Duration keep_bookmarks = absl::Minutes(10);
};

class Consumer {
 public:
  // What this service does. An error: tried again later, nothing is skipped.
  struct Work {
    // May be left out. What waits, or is too much for one transaction: before that of the event, while none
    // is open; in every replica, and again when handling fails, so that doing it twice does no harm.
    std::function<absl::Status(const v1::Event&)> prepare = {};
    // Decides what an event changes, inside its transaction; may run more than once, as
    // sql::Database::Write's decisions do. Audited under the event's type: it leaves an entry for what it
    // changes, if anything.
    std::function<absl::Status(const v1::Event&, sql::Connection&, sql::Changes&)> handle;
    // Brings this service up to date without events: the first time, and when it was away for longer than
    // events are kept. Runs before the first event is handled; does not have to be one transaction, and doing
    // it twice does no harm.
    std::function<absl::Status()> catch_up;
  };

  // Starts at once. `database`, `registry` and `clock` outlive it.
  //
  // Metrics, by the source's name: laurel_event_consumer_failures_total (an event was not handled, or
  // catching up failed; it is tried again), laurel_event_consumer_age_seconds (since a message was last dealt
  // with, a bookmark at least: over a minute means that it stands still).
  Consumer(std::shared_ptr<grpc::ChannelInterface> source, ConsumerOptions options, sql::Database& database,
           metrics::Registry& registry, const Clock& clock, Work work);
  ~Consumer();  // promptly, in the middle of a stream too
  Consumer(const Consumer&) = delete;
  Consumer& operator=(const Consumer&) = delete;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace laurel::events
