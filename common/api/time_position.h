// A place in a list that is ordered by a time and, where times are equal, by id: the cursor of most lists.
// Pure.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/api/page.h"

namespace laurel::api {

struct TimePosition {
  absl::Time time;  // to the microsecond, as the database keeps it
  std::string id;   // a ULID
};

Cursor ToCursor(const TimePosition& position);
// nullopt for an empty cursor: the beginning. INVALID_ARGUMENT on `page_token` for one that ToCursor did not
// make, or whose time no database takes (years 1900 to 9999 are taken).
absl::StatusOr<std::optional<TimePosition>> FromCursor(const Cursor& cursor);

}  // namespace laurel::api
