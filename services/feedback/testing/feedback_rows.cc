#include "services/feedback/testing/feedback_rows.h"

#include <gtest/gtest.h>

#include "common/org/testing/records.h"
#include "common/sql/record.h"
#include "common/sql/write/insert_rows.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/feedback/feedback/rules.h"
#include "services/feedback/feedback/store.h"
#include "services/feedback/names.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

constexpr int kFirstId = 10'000'000;  // above those of people, teams and lines

}  // namespace

v1::Feedback Piece(int n, const PieceOptions& options) {
  v1::Feedback piece;
  piece.set_name(kFeedbackPattern.Format({org::testing::TestId(kFirstId + n)}));
  piece.set_author(Person(options.author));
  piece.set_subject(Person(options.subject));
  piece.set_kind(options.kind);
  piece.set_visibility(options.visibility);
  piece.set_state(options.state);
  piece.set_strengths("Listens");
  const auto time = ToTimestamp(options.time);
  for (auto* field : {piece.mutable_create_time(), piece.mutable_update_time(), piece.mutable_state_time()}) {
    *field = time;
  }
  if (feedback::IsShown(options.state)) *piece.mutable_submit_time() = time;
  return piece;
}

void InsertPieces(sql::Database& db, const std::vector<v1::Feedback>& pieces) {
  const sql::Record& record = feedback::FeedbackRecord();
  std::vector<sql::Values> rows;
  std::vector<sql::Values> teams;
  for (const v1::Feedback& piece : pieces) {
    rows.push_back(record.ToValues(piece));
    for (const std::string& team : piece.audience_teams()) {
      teams.push_back({std::string(IdOf(team)), std::string(IdOf(piece.subject())),
                       std::int64_t{piece.kind()}, feedback::OrderTimeOf(piece),
                       std::string(IdOf(piece.name())), std::int64_t{piece.state()}});
    }
  }
  const absl::Status inserted =
      db.Transact(db.clock().Now() + absl::Minutes(5), [&](sql::Connection& connection) -> absl::Status {
        RETURN_IF_ERROR(sql::InsertRows(connection, record.table(), record.insert_columns(), rows));
        return sql::InsertRows(connection, "feedback_team",
                               {"team", "subject", "kind", "order_time", "feedback", "state"}, teams);
      });
  EXPECT_TRUE(inserted.ok()) << inserted;
}

}  // namespace laurel::feedback::testing
