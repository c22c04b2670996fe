// Events whose positions follow one another: the newest ones that the feed keeps, or a page of the table.
// Used by one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

#include "common/events/watch/feed.h"

namespace laurel::events {

class EventRun {
 public:
  bool empty() const { return events_.empty(); }
  std::size_t size() const { return events_.size(); }
  // Positions; 0 when empty.
  std::int64_t first() const { return empty() ? 0 : events_.front()->position; }
  std::int64_t last() const { return empty() ? 0 : events_.back()->position; }
  // What the events take in memory, nearly.
  std::size_t bytes() const { return bytes_; }

  // False, and nothing is added, when it does not come directly after the last one.
  bool Add(std::shared_ptr<const Sequenced> event);
  // nullptr: it is not among them.
  std::shared_ptr<const Sequenced> Find(std::int64_t position) const;
  // Forgets the oldest until no more than these are left.
  void Trim(std::size_t most, std::size_t most_bytes);
  void Clear();

 private:
  std::deque<std::shared_ptr<const Sequenced>> events_;
  std::size_t bytes_ = 0;
};

}  // namespace laurel::events
