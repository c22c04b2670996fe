// At most so many connections, opened when first needed, handed out first come, first served (a plain
// condition variable let the slowest wait a hundred times the median). Thread-safe. Outlives its leases.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/deadline.h"
#include "common/sql/driver/driver_connection.h"
#include "common/sql/observer.h"

namespace laurel::sql {

class Pool {
 public:
  // A connection for one thread, and its place in the pool. Whoever is done with it in good order says
  // Keep(); without it, after an exception for instance, the connection is closed, and the server rolls back
  // whatever it had open.
  class Lease {
   public:
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)),
          connection_(std::move(other.connection_)),
          keep_(other.keep_) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease();

    DriverConnection& operator*() const { return *connection_; }
    DriverConnection* operator->() const { return connection_.get(); }
    void Keep() { keep_ = true; }

   private:
    friend class Pool;
    // Owns a place that was taken; the connection comes next.
    explicit Lease(Pool& pool) : pool_(&pool) {}

    Pool* pool_;  // nullptr: moved from
    std::unique_ptr<DriverConnection> connection_;
    bool keep_ = false;
  };

  enum class Want { kAny, kFresh };

  Pool(DatabaseOptions options, Observer& observer);
  ~Pool();

  // UNAVAILABLE: no place before the deadline, or no database. kFresh opens a new connection: those at rest
  // may have died together.
  absl::StatusOr<Lease> Acquire(const Deadline& deadline, Want want = Want::kAny);

 private:
  struct Waiter {
    std::condition_variable wake;
    bool granted = false;
  };
  struct Resting {
    std::unique_ptr<DriverConnection> connection;
    std::chrono::steady_clock::time_point since;
  };

  bool TakePlace(const Deadline& deadline);  // for a Lease made at once, which gives it back
  void GivePlace(std::unique_ptr<DriverConnection> connection);
  std::unique_ptr<DriverConnection> TakeResting(Want want);
  absl::StatusOr<std::unique_ptr<DriverConnection>> Connect(const Deadline& deadline);

  const DatabaseOptions options_;
  Observer& observer_;

  std::mutex mutex_;
  int free_places_;
  std::deque<Waiter*> waiters_;
  std::vector<Resting> resting_;  // the last one was used last: the others may fall asleep
  bool reachable_ = true;         // for the log: one line when the database goes, one when it is back
};

}  // namespace laurel::sql
