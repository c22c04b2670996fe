// How far this service has handled the events of another one: the row of event_consumer. A connection is used
// by one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"

namespace laurel::events {

struct ConsumerPosition {
  std::int64_t version = 0;
  std::string resume_token;
  absl::Time updated;
};

// nullopt: nothing was ever handled.
absl::StatusOr<std::optional<ConsumerPosition>> FindPosition(sql::Connection& connection,
                                                             std::string_view source, sql::Lock lock);

// Makes the row, or moves it on, from the version that was read (0: there was none) to the next.
void MovePosition(sql::Changes& changes, std::string_view source, std::int64_t version,
                  std::string_view resume_token, absl::Time now);

}  // namespace laurel::events
