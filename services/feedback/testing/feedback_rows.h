// Pieces of feedback put straight into their tables, thousands at a time: for tests of lists. Used by one
// thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "common/sql/database.h"
#include "laurel/feedback/v1/feedback.pb.h"

namespace laurel::feedback::testing {

// The n-th piece: ids are in the order of n. Ids of people; a piece that others know of was submitted when it
// was made. Without session, and without audience_teams.
struct PieceOptions {
  std::string_view author;
  std::string_view subject;
  v1::FeedbackKind kind = v1::FEEDBACK_KIND_PRAISE;
  v1::FeedbackVisibility visibility = v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER;
  v1::FeedbackState state = v1::FEEDBACK_STATE_SUBMITTED;
  absl::Time time;
};
v1::Feedback Piece(int n, const PieceOptions& options);

// With the rows of their teams. Fails the test when it cannot.
void InsertPieces(sql::Database& db, const std::vector<v1::Feedback>& pieces);

}  // namespace laurel::feedback::testing
