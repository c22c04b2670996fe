// The branches of a list of feedback as ranges: each column that a branch is judged by is an equality at the
// beginning of a key, so that a range holds nothing that does not belong to the list. Only what one person
// wrote about one other, what is about one person in one session, and of a session whatever is read by a
// role, is filtered inside of its range. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "common/sql/where.h"
#include "services/feedback/feedback/store.h"

namespace laurel::feedback::feedback {

// Read from the newest end of one key.
struct Range {
  std::string_view table;  // and the key
  std::string_view id;     // the column
  sql::Where where;
};

// Those of all branches; one piece may be in several.
std::vector<Range> RangesOf(const Listing& listing);

}  // namespace laurel::feedback::feedback
