// Keeps a Holder fed from directory's WatchOrganization: snapshot, changes, bookmarks, and again from the
// last resume token after every failure. One thread; the Holder keeps its last version through any outage,
// and says how old it is.
#pragma once

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "common/org/organization.h"
#include "common/time/clock.h"

namespace grpc {
class ChannelInterface;
}

namespace laurel::org {

struct MirrorOptions {
  // The bearer token of this service; read again at each attempt, so that it may be rotated under way. Empty:
  // none is sent.
  std::string token_file;
  // Pause between attempts: full jitter below a bound that doubles from the first to the last of these.
  absl::Duration first_backoff = absl::Milliseconds(50);
  absl::Duration last_backoff = absl::Seconds(5);
  // A stream that has been silent for so long (bookmarks come every 5 s) is given up and opened again.
  absl::Duration silence = absl::Seconds(20);
};

class Mirror {
 public:
  // Starts at once. `holder` and `clock` outlive the mirror; the clock is that of Holder::FreshAt.
  Mirror(std::shared_ptr<grpc::ChannelInterface> directory, MirrorOptions options, Holder& holder,
         const Clock& clock);
  // Stops promptly, in the middle of a stream too.
  ~Mirror();
  Mirror(const Mirror&) = delete;
  Mirror& operator=(const Mirror&) = delete;

 private:
  class Feed;
  std::unique_ptr<Feed> feed_;
};

}  // namespace laurel::org
