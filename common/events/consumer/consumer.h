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
  // Decides what an event changes, inside its transaction; may run more than once, as sql::Database::Write's
  // decisions do. An error: tried again later, nothing is skipped.
  using Handle = std::function<absl::Status(const v1::Event&, sql::Connection&, sql::Changes&)>;
  // Brings this service up to date without events: the first time, and when it was away for longer than
  // events are kept. Runs before the first event is handled; does not have to be one transaction, and doing
  // it twice does no harm.
  using CatchUp = std::function<absl::Status()>;

  // Starts at once. `database` and `clock` outlive it.
  Consumer(std::shared_ptr<grpc::ChannelInterface> source, ConsumerOptions options, sql::Database& database,
           const Clock& clock, Handle handle, CatchUp catch_up);
  ~Consumer();  // promptly, in the middle of a stream too
  Consumer(const Consumer&) = delete;
  Consumer& operator=(const Consumer&) = delete;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace laurel::events
