// One stream of WatchOrganization, as a follower of the events: hands on each organization.changed and, while
// nothing happens, bookmarks. No thread: messages wait in the stream's writer. A follower's way of being
// called (common/events/watch/feed.h) makes it safe.
#pragma once

#include <cstdint>
#include <memory>

#include "absl/time/time.h"
#include "common/auth/principal.h"
#include "common/events/watch/feed.h"
#include "common/org/organization.h"
#include "common/rpc/stream.h"
#include "common/time/clock.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/organization/resume_token.h"

namespace laurel::directory::organization {

using Writer = rpc::StreamWriter<v1::WatchOrganizationResponse>;

// Who watches, and from where on.
struct Watch {
  auth::Principal caller;
  absl::Time token_expires;
  ResumeTokens tokens;
  // What the reader has, by its token or by the snapshot that was pushed before and that is still `open`:
  // then a bookmark closes it.
  Place place;
  bool open = false;
};

class Watcher final : public events::Follower {
 public:
  // `organization`, which says whether the caller may still watch, and `clock` outlive it.
  Watcher(std::shared_ptr<Writer> writer, Watch watch, const org::Holder& organization, const Clock& clock)
      : writer_(std::move(writer)), watch_(std::move(watch)), organization_(organization), clock_(clock) {}

  Taken Take(const std::shared_ptr<const events::Sequenced>& event) override;
  Taken Bookmark(std::int64_t position) override;
  void End(absl::Status why) override;

 private:
  bool MayGoOn() const;
  Taken Leave();
  Taken Send(std::shared_ptr<v1::WatchOrganizationResponse> message, const Place& place);

  const std::shared_ptr<Writer> writer_;
  Watch watch_;
  const org::Holder& organization_;
  const Clock& clock_;
};

}  // namespace laurel::directory::organization
