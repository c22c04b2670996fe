// Events as the sequencer leaves them, without one. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "common/testing/test_database.h"

namespace laurel::events::testing {

class EventRows {
 public:
  // The schema has the platform's tables.
  explicit EventRows(const laurel::testing::TestDatabase& database) : database_(database) {}

  // Each appends; they answer the newest position. `age`: how long ago it got its position.
  std::int64_t Add(std::string_view type, std::string_view audience,
                   absl::Duration age = absl::ZeroDuration());
  // `count` of them for everyone, each with so many bytes of data.
  std::int64_t AddMany(std::int64_t count, std::string_view type, std::int64_t bytes = 0);

  std::int64_t newest() const { return newest_; }

 private:
  void Publish();

  const laurel::testing::TestDatabase& database_;
  std::int64_t newest_ = 0;
};

// "event-0000000000000000000042": the id of the one at this position.
std::string EventId(std::int64_t position);

}  // namespace laurel::events::testing
