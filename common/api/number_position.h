// A place in a list that is ordered by a number, from 1 on: the cursor of revisions, changes and whatever
// people have put in order. Pure.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "common/api/page.h"

namespace laurel::api {

Cursor ToCursor(std::int64_t number);
// 0 for an empty cursor: the beginning. INVALID_ARGUMENT on `page_token` for one that ToCursor did not make
// of a number from 1 on.
absl::StatusOr<std::int64_t> NumberFromCursor(const Cursor& cursor);

}  // namespace laurel::api
