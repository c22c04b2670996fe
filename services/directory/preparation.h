// What must happen before the organisation can be served: the schema fits, the first administrator exists,
// the feed runs. Tries until it succeeds, on a thread of its own, so that a service starts before its
// database. Thread-safe.
#pragma once

#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/service/host.h"
#include "services/directory/organization/feed.h"

namespace laurel::directory {

class Preparation {
 public:
  // `host` and `feed` outlive it; `listener` is the feed's.
  Preparation(Host& host, organization::Feed& feed, organization::Feed::Listener listener,
              std::string bootstrap_admin);
  ~Preparation();
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;

 private:
  absl::Status Prepare();
  void Run();
  bool Pause(absl::Duration time);  // false: stop

  Host& host_;
  organization::Feed& feed_;
  const organization::Feed::Listener listener_;
  const std::string bootstrap_admin_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace laurel::directory
