#include "services/recognition/reading/list_store.h"

#include "common/sql/range_union.h"
#include "services/recognition/reading/range_store.h"

namespace laurel::recognition::reading {

// One statement reads the page from its ranges.
absl::StatusOr<std::vector<v1::Recognition>> List(sql::Connection& connection, const Listing& listing) {
  return sql::ReadNewest<v1::Recognition>(connection, RangesOf(listing), listing.limit,
                                          recognition::RecognitionRecord());
}

}  // namespace laurel::recognition::reading
