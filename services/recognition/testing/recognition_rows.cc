#include "services/recognition/testing/recognition_rows.h"

#include <gtest/gtest.h>

#include "common/org/testing/records.h"
#include "common/sql/write/insert_rows.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/recognition/names.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition::testing {
namespace {

constexpr int kFirstId = 10'000'000;  // above those of people, teams and lines
constexpr char kPeriod[] = "2026-01";

}  // namespace

v1::Recognition Row(int n, const RowOptions& options) {
  v1::Recognition row;
  row.set_name(kRecognitionPattern.Format({org::testing::TestId(kFirstId + n)}));
  row.set_sender(org::kPersonPattern.Format({options.sender}));
  for (const std::string& id : options.recipients) row.add_recipients(org::kPersonPattern.Format({id}));
  for (const std::string& id : options.audience_teams) row.add_audience_teams(org::kTeamPattern.Format({id}));
  row.set_message("Stayed two hours");
  row.set_visibility(options.visibility);
  row.set_state(options.state);
  const auto time = ToTimestamp(options.time);
  for (auto* field : {row.mutable_create_time(), row.mutable_update_time(), row.mutable_state_time()}) {
    *field = time;
  }
  if (options.state != v1::RECOGNITION_STATE_PENDING_APPROVAL &&
      options.state != v1::RECOGNITION_STATE_REJECTED) {
    *row.mutable_publish_time() = time;
  }
  return row;
}

void InsertRows(sql::Database& db, const std::vector<v1::Recognition>& recognitions) {
  sql::Changes changes;
  for (const v1::Recognition& row : recognitions) recognition::Insert(changes, row, kPeriod);
  const absl::Status inserted =
      db.Transact(db.clock().Now() + absl::Minutes(5), [&](sql::Connection& connection) -> absl::Status {
        for (const sql::Changes::RowInsert& insert : changes.inserts()) {
          RETURN_IF_ERROR(sql::InsertRows(connection, insert.table, insert.columns, insert.rows));
        }
        return absl::OkStatus();
      });
  EXPECT_TRUE(inserted.ok()) << inserted;
}

}  // namespace laurel::recognition::testing
