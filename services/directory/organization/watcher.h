// One stream of WatchOrganization, as a follower of the events: hands on each organization.changed and, while
// nothing happens, bookmarks. No thread: messages wait in the stream's writer. A follower's way of being
// called (common/events/watch/feed.h) makes it safe.
#pragma once

#include <cstdint>
#include <memory>

#include "common/events/watch/feed.h"
#include "common/rpc/stream.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/organization/resume_token.h"

namespace laurel::directory::organization {

using Writer = rpc::StreamWriter<v1::WatchOrganizationResponse>;

class Watcher final : public events::Follower {
 public:
  // `place`: what the reader has, by its token or by the snapshot that was pushed before and that is still
  // `open`: then a bookmark closes it.
  Watcher(std::shared_ptr<Writer> writer, ResumeTokens tokens, Place place, bool open)
      : writer_(std::move(writer)), tokens_(std::move(tokens)), place_(place), open_(open) {}

  Taken Take(const std::shared_ptr<const events::Sequenced>& event) override;
  Taken Bookmark(std::int64_t position) override;
  void End(absl::Status why) override;

 private:
  Taken Send(std::shared_ptr<v1::WatchOrganizationResponse> message, const Place& place);

  const std::shared_ptr<Writer> writer_;
  const ResumeTokens tokens_;
  Place place_;
  bool open_;
};

}  // namespace laurel::directory::organization
