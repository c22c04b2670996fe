// What the database layer tells of itself, for metrics. Every method may be called by many threads at once
// and must be quick. The default does nothing.
#pragma once

#include <string_view>

#include "absl/time/time.h"

namespace laurel::sql {

class Observer {
 public:
  virtual ~Observer() = default;

  virtual void PoolInUse(int /*change*/) {}
  virtual void PoolWaiting(int /*change*/) {}
  virtual void PoolWaited(absl::Duration /*wait*/) {}  // every hand-out, those without waiting included
  virtual void Queried(absl::Duration /*took*/) {}     // every statement
  // A transaction runs again; `reason`: deadlock, lock_wait, guard, unique, connection, request_log.
  virtual void Retried(std::string_view /*reason*/) {}
  // A COMMIT whose answer was lost; `how`: redone, replayed, unknown.
  virtual void UnknownCommit(std::string_view /*how*/) {}
  virtual void Replayed() {}  // a call was answered from the request log

  static Observer& None();
};

}  // namespace laurel::sql
