// One stream of WatchEvents as the feed sees it: which events its caller asked for and may hear, and the
// queue of messages that wait for them. Called by the feed's thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/auth/principal.h"
#include "common/events/watch/feed.h"
#include "common/events/watch/resume_token.h"
#include "common/org/organization.h"
#include "common/rpc/stream.h"
#include "common/time/clock.h"
#include "laurel/events/v1/event_service.pb.h"

namespace laurel::events {

using EventWriter = rpc::StreamWriter<v1::WatchEventsResponse>;

// What a watcher asked for, and as whom.
struct Watch {
  std::string source;              // of the events: "//laurel/feedback"
  std::vector<std::string> types;  // has passed Catalog::CheckFilter
  auth::Principal caller;
  absl::Time token_expires;
  ResumeTokens tokens;
};

class Watcher final : public Follower {
 public:
  // `organization` and `clock` outlive it.
  Watcher(std::shared_ptr<EventWriter> writer, Watch watch, const org::Holder& organization,
          const Clock& clock);

  Taken Take(const std::shared_ptr<const Sequenced>& event) override;
  Taken Bookmark(std::int64_t position) override;
  void End(absl::Status why) override;

 private:
  Taken Leave(absl::Status why);
  Taken Push(std::shared_ptr<v1::WatchEventsResponse> message, std::int64_t position);

  const std::shared_ptr<EventWriter> writer_;
  const Watch watch_;
  const org::Holder& organization_;
  const Clock& clock_;
};

}  // namespace laurel::events
