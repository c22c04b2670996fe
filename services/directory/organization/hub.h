// The watchers of the organisation: each gets a snapshot or the changes since its token, then every change,
// and a bookmark at least every 5 s. No thread per watcher: messages wait in its writer. A watcher that does
// not keep up is finished and resumes with its last token. Thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "common/rpc/stream.h"
#include "common/time/clock.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "services/directory/organization/feed.h"

namespace laurel::directory::organization {

using Writer = rpc::StreamWriter<v1::WatchOrganizationResponse>;

class Hub {
 public:
  Hub(const org::Holder& holder, const Clock& clock) : holder_(holder), clock_(clock) {}

  // What the feed calls after every step.
  void Publish(const Feed::Step& step);

  // Registers a watcher that begins with a snapshot.
  void AddNew(std::shared_ptr<Writer> writer, const std::string& caller);
  // Registers a watcher that has `position` and gets `since`, the changes after it as they stand in the
  // table. False, with nothing sent, when more has been published meanwhile: read again.
  bool AddResumed(std::shared_ptr<Writer> writer, const std::string& caller, std::int64_t position,
                  const std::vector<Change>& since);

  // Of this organisation; empty before it is loaded.
  std::string origin() const;

 private:
  struct Watcher {
    std::shared_ptr<Writer> writer;
    std::string caller;
    std::int64_t position = 0;
  };
  void Register(Watcher watcher, bool sent) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool SendSnapshot(Watcher& watcher) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool SendChanges(Watcher& watcher, const std::vector<Change>& changes)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool SendBookmark(const Watcher& watcher) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const org::Holder& holder_;
  const Clock& clock_;
  mutable absl::Mutex mutex_;
  std::string origin_ ABSL_GUARDED_BY(mutex_);
  std::int64_t published_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Time last_bookmark_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  std::vector<Watcher> watchers_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace laurel::directory::organization
