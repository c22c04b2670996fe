// The lists of feedback: one statement reads the page from its ranges.
#include "common/sql/range_union.h"
#include "services/feedback/feedback/range_store.h"
#include "services/feedback/feedback/store.h"

namespace laurel::feedback::feedback {

absl::StatusOr<std::vector<v1::Feedback>> List(sql::Connection& connection, const Listing& listing) {
  return sql::ReadNewest<v1::Feedback>(connection, RangesOf(listing), listing.limit, FeedbackRecord());
}

}  // namespace laurel::feedback::feedback
