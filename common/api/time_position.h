// A place in a list that is ordered by a time and, where times are equal, by id: the cursor of most lists.
// Pure.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/api/page.h"
#include "common/status/error.h"
#include "common/time/convert.h"

namespace laurel::api {

struct TimePosition {
  absl::Time time;  // to the microsecond, as the database keeps it
  std::string id;   // a ULID
};

Cursor ToCursor(const TimePosition& position);
// nullopt for an empty cursor: the beginning. INVALID_ARGUMENT on `page_token` for one that ToCursor did not
// make, or whose time no database takes (years 1900 to 9999 are taken).
absl::StatusOr<std::optional<TimePosition>> FromCursor(const Cursor& cursor);

// What of such a list is asked for. Empty: all of it.
struct TimeRange {
  std::optional<absl::Time> start;    // inclusive
  std::optional<absl::Time> end;      // exclusive
  std::optional<TimePosition> after;  // what comes behind this place
};

// start_time and end_time of a list's request. INVALID_ARGUMENT on `end_time`, when it comes first.
template <typename Request>
absl::StatusOr<TimeRange> ReadTimeRange(const Request& request) {
  TimeRange range;
  if (request.has_start_time()) range.start = FromTimestamp(request.start_time());
  if (request.has_end_time()) range.end = FromTimestamp(request.end_time());
  if (range.start.has_value() && range.end.has_value() && *range.end < *range.start) {
    return InvalidField("end_time", "is before start_time");
  }
  return range;
}

}  // namespace laurel::api
