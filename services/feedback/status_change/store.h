// How each resource came into its states: who, when and why. Rows are only ever added. Adds to a Changes, and
// cannot fail before it is written; used by one thread at a time, like the Changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "common/sql/changes.h"

namespace laurel::feedback::status_change {

struct StatusChange {
  std::string_view resource;  // id
  std::int64_t version = 1;   // of the resource, after the change
  int from = 0;               // 0: it was made in its first state
  int to = 0;
  std::string_view actor;  // id of a person; empty: Laurel itself
  absl::Time time;
  std::string_view reason;
};

void Add(sql::Changes& changes, const StatusChange& change);

}  // namespace laurel::feedback::status_change
