// The lists of recognitions: one statement reads the page from its ranges.
#include "common/sql/range_union.h"
#include "services/recognition/recognition/range_store.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition::recognition {

absl::StatusOr<std::vector<v1::Recognition>> List(sql::Connection& connection, const Listing& listing) {
  return sql::ReadNewest<v1::Recognition>(connection, RangesOf(listing), listing.limit, RecognitionRecord());
}

}  // namespace laurel::recognition::recognition
