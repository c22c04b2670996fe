// One import at a time in the whole deployment: a row of table `lease` with an end, prolonged from a thread
// while it is held. It keeps two people from importing over each other; what is written is safe without it
// (the organisation guard).
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/sql/database.h"
#include "common/time/clock.h"

namespace laurel::directory::import {

class Lease {
 public:
  // ABORTED, IMPORT_RUNNING with RetryInfo while somebody else holds it.
  static absl::StatusOr<std::unique_ptr<Lease>> Take(sql::Database& database, const Clock& clock);
  // Gives it back; if that fails, it ends by itself within seconds.
  ~Lease();
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

 private:
  Lease(sql::Database& database, const Clock& clock, std::string owner);
  void Prolong();

  sql::Database& database_;
  const Clock& clock_;
  const std::string owner_;
  absl::Mutex mutex_;
  bool done_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace laurel::directory::import
