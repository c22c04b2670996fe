// What the clients of a test have been through, in figures. Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"

namespace laurel::faults {

class Tally {
 public:
  void Failed(const absl::Status& failure);
  // What no client should have been told.
  void Refused(std::string what);

  std::vector<std::string> Refusals() const;
  // One line, for whoever reads the output of a test.
  std::string Figures() const;

  std::atomic<std::int64_t> calls = 0;
  std::atomic<std::int64_t> failures = 0;
  std::atomic<std::int64_t> acknowledged = 0;
  std::atomic<std::int64_t> replayed = 0;   // acknowledged after a failed call, which had acted
  std::atomic<std::int64_t> redone = 0;     // acknowledged after failed calls, none of which had acted
  std::atomic<std::int64_t> abandoned = 0;  // given up unacknowledged

 private:
  mutable absl::Mutex mutex_;
  std::map<std::string, int> reasons_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> refusals_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace laurel::faults
