// Recognitions put straight into their tables, thousands at a time and of any state: for tests of lists. No
// points move. Used by one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/sql/database.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::recognition::testing {

// Ids, not names.
struct RowOptions {
  std::string sender;
  std::vector<std::string> recipients;
  std::vector<std::string> audience_teams = {};
  v1::RecognitionVisibility visibility = v1::RECOGNITION_VISIBILITY_PUBLIC;
  v1::RecognitionState state = v1::RECOGNITION_STATE_PUBLISHED;
  absl::Time time;  // of all that happened to it
};
// The n-th: ids are in the order of n. Without value and parent. What waits or was rejected was never
// published.
v1::Recognition Row(int n, const RowOptions& options);

// With the rows of recipients and teams. Fails the test when it cannot.
void InsertRows(sql::Database& db, const std::vector<v1::Recognition>& recognitions);

}  // namespace laurel::recognition::testing
