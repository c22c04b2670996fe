// Transactions that tell something and take their time before they commit, or do not: from many connections
// at once, straight into the outbox. Each writer's events are numbered: its next transaction begins after the
// former's COMMIT was answered, so its events must arrive in that order.
#pragma once

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/testing/test_database.h"

namespace laurel::faults {

class LateWriters {
 public:
  // Each on a thread and a connection of its own; they start at once and wait up to `delay` before COMMIT.
  LateWriters(const testing::TestDatabase& database, int writers, absl::Duration delay);
  ~LateWriters() { Stop(); }

  // True as soon as so many more events have been committed; false when that takes half a minute.
  bool Progress(std::int64_t more);
  // Ends when every transaction under way has. The subjects of all events that were committed:
  // "writer/number".
  std::set<std::string> Stop();

 private:
  void Write(const std::stop_token& stop, int writer);

  const testing::TestDatabase& database_;
  const absl::Duration delay_;
  std::atomic<std::int64_t> committed_count_{0};
  std::vector<std::set<std::string>> committed_;  // by writer
  std::vector<std::jthread> threads_;
};

}  // namespace laurel::faults
