#include "common/sql/database.h"

#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"

namespace laurel::sql {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;

// 10^12 rows to look at: hours.
constexpr char kLongSelect[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) "
    "SELECT COUNT(*) FROM n a, n b, n c, n d WHERE a.i + b.i + c.i + d.i = 0";

// Were it the client alone that gives up, the session would be lost, and the statement would go on without
// it.
TEST(Dedicated, TheServerItselfEndsAStatementAtItsLimit) {
  const laurel::testing::TestDatabase test_database;
  const auto database = test_database.Open();
  const auto soon = SystemClock().Now() + absl::Seconds(1);
  absl::Status afterwards = absl::UnknownError("not run");
  const absl::Status ended = database->Dedicated(soon, [&](Connection& connection) {
    const absl::Status status = connection.Query(kLongSelect).status();
    afterwards = connection.Query("SELECT 1").status();
    return status;
  });
  EXPECT_THAT(ended, StatusIs(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
  EXPECT_THAT(afterwards, IsOk());
}

}  // namespace
}  // namespace laurel::sql
