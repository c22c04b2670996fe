// What must happen before the organisation can be served: the schema fits, the first administrator and the
// services' accounts exist, the keeper runs. Tries until it succeeds, on a thread of its own, so that a
// service starts before its database. Thread-safe.
#pragma once

#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/service/host.h"
#include "services/directory/config.h"
#include "services/directory/organization/keeper.h"

namespace laurel::directory {

class Preparation {
 public:
  // `host` and `keeper` outlive it.
  Preparation(Host& host, organization::Keeper& keeper, const Config& config);
  ~Preparation();
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;

 private:
  absl::Status Prepare();
  void Run();
  bool Pause(absl::Duration time);  // false: stop

  Host& host_;
  organization::Keeper& keeper_;
  const std::string bootstrap_admin_;
  const std::vector<std::string> org_readers_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace laurel::directory
