// The branches of a list of recognitions as ranges: who gave or received it, its team, value or parent, and
// `shown`, are equalities at the beginning of a key. Only what was added to one recognition, and what waits
// for approval, is filtered inside of its range: that is little.
// Pure; thread-safe.
#pragma once

#include <vector>

#include "common/sql/range_union.h"
#include "services/recognition/reading/list_store.h"

namespace laurel::recognition::reading {

// Those of all branches; one recognition may be in several.
std::vector<sql::Range> RangesOf(const Listing& listing);

}  // namespace laurel::recognition::reading
