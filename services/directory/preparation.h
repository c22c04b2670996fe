// What must have happened before the service is ready: the schema is migrated, the first administrator exists, the organisation is
// in memory. Tries until it succeeds, on a thread of its own, so that a service starts before its database. Thread-safe.
#pragma once

#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/sql/database.h"
#include "common/time/clock.h"
#include "services/directory/organization/feed.h"

namespace laurel::directory {

class Preparation {
 public:
  Preparation(sql::Database& database, organization::Feed& feed, organization::Feed::Listener listener, const Clock& clock,
              std::string bootstrap_admin);
  ~Preparation();

  // For readiness.
  absl::Status Migrated() const;
  absl::Status OrganizationLoaded() const;

 private:
  absl::Status Prepare();
  void Run();
  bool Pause(absl::Duration time);  // false: stop

  sql::Database& database_;
  organization::Feed& feed_;
  const organization::Feed::Listener listener_;
  const Clock& clock_;
  const std::string bootstrap_admin_;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool prepared_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace laurel::directory
