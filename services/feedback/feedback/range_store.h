// The branches of a list of feedback as ranges: each column that a branch is judged by is an equality at the
// beginning of a key, so that a range holds nothing that does not belong to the list. Only what one person
// wrote about one other, what is about one person in one session, and of a session whatever is read by a
// role, is filtered inside of its range. Pure.
#pragma once

#include <vector>

#include "common/sql/range_union.h"
#include "services/feedback/feedback/store.h"

namespace laurel::feedback::feedback {

// Those of all branches; one piece may be in several.
std::vector<sql::Range> RangesOf(const Listing& listing);

}  // namespace laurel::feedback::feedback
