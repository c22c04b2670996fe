// A place in a list that is ordered by a time and, where times are equal, by id: what the page tokens of this
// service hold. Pure.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/api/page.h"

namespace laurel::feedback {

struct TimePosition {
  absl::Time time;
  std::string id;
};

api::Cursor ToCursor(const TimePosition& position);
// nullopt for an empty cursor: the beginning. INVALID_ARGUMENT on `page_token` for one that ToCursor did not
// make.
absl::StatusOr<std::optional<TimePosition>> FromCursor(const api::Cursor& cursor);

}  // namespace laurel::feedback
